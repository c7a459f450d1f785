package dev.goalkeeper.store.recovery;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.coordinator.Coordinator;
import dev.goalkeeper.store.coordinator.EnlistedServer;
import dev.goalkeeper.store.coordinator.ServerList;
import dev.goalkeeper.store.coordinator.Tables;
import dev.goalkeeper.store.wire.ServerId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Sees to it that every server which has crashed is recovered: a second reaction to the list, of
/// which the list knows nothing. All recoveries go on side by side.
public final class Recoveries extends Task<Recoveries> {
  static final Clauses<Recoveries> C = Clauses.of(Recoveries.class);

  static final Input<Recoveries> SERVERS = C.value("servers");
  static final Fact<Recoveries> UNATTENDED =
      C.fact("unattended", Recoveries::unattended, SERVERS);

  static final GroupInput<Recoveries, CrashRecovery> GOING_ON = C.group("going on");
  static final Fact<Recoveries> SOME_ENDED =
      C.any("some ended", GOING_ON, () -> CrashRecovery.ENDED);

  static final Rules<Recoveries> RULES = C.rules()
      .given()
        .rule ("N1", Recoveries::begin,  UNATTENDED)
      .given(UNATTENDED.not())
        .goal ("G",                      SOME_ENDED.not())
        .rule ("N2", Recoveries::forget, SOME_ENDED)
      .build();

  private final Group<CrashRecovery> goingOn = group(GOING_ON);

  private final ServerList servers;
  private final Tables tables;
  private final int segmentBytes;
  private final int replicas;
  private final Set<ServerId> attended = new HashSet<>();

  /// @param coordinator in whose pool it lives
  public Recoveries(Coordinator coordinator) {
    this.servers = coordinator.servers();
    this.tables = coordinator.tables();
    this.segmentBytes = coordinator.options().segmentBytes();
    this.replicas = coordinator.options().replicas();
    watch(SERVERS, servers.changes());
    tables.prospects(this::prospect);
  }

  @Override
  protected Rules<Recoveries> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "recoveries";
  }

  ServerList servers() {
    return servers;
  }

  Tables tables() {
    return tables;
  }

  /// Of each segment, at the most.
  int segmentBytes() {
    return segmentBytes;
  }

  /// What is missing for anything to be recovered, in words; nothing, if all is there. Whoever
  /// takes tablets over writes them to its own log, and that needs its replicas.
  String missing() {
    int more = replicas + 1 - servers.up().size();
    return more <= 0 ? "" : "; WAITS for more servers: with " + replicas
        + " replicas a master needs as many others; start " + more + " more";
  }

  /// How far those are that go on, in the order in which they began. For the pool's thread.
  public List<RecoveryStatus> status() {
    return goingOn.members().stream().map(CrashRecovery::status).toList();
  }

  /// What becomes of the tablets of a server that has crashed, in words.
  private String prospect(ServerId crashed) {
    return goingOn.members().stream().map(CrashRecovery::status)
        .filter(status -> status.crashed().equals(crashed)).findFirst()
        .map(status -> "its recovery: " + status.text())
        .orElse("its recovery is about to begin" + missing());
  }

  private void forget() {
    goingOn.members().stream().filter(CrashRecovery::ended).toList().forEach(goingOn::remove);
  }

  private boolean unattended() {
    return servers.crashed().stream().anyMatch(server -> !attended.contains(server.id()));
  }

  private void begin() {
    for (EnlistedServer server : servers.crashed()) {
      if (attended.add(server.id())) {
        servers.nextRecovery(
            number -> goingOn.add(new CrashRecovery(this, server, number)));
      }
    }
  }
}
