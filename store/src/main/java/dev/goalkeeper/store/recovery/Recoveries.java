package dev.goalkeeper.store.recovery;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.coordinator.Coordinator;
import dev.goalkeeper.store.coordinator.EnlistedServer;
import dev.goalkeeper.store.coordinator.ServerList;
import dev.goalkeeper.store.coordinator.Tables;
import dev.goalkeeper.store.wire.ServerId;
import java.util.HashSet;
import java.util.Set;

/// Sees to it that every server which has crashed is recovered: a second reaction to the list, of
/// which the list knows nothing. All recoveries go on side by side.
public final class Recoveries extends Task<Recoveries> {
  static final Clauses<Recoveries> C = Clauses.of(Recoveries.class);

  static final Input<Recoveries> SERVERS = C.value("servers");
  static final Fact<Recoveries> UNATTENDED =
      C.fact("unattended", Recoveries::unattended, SERVERS);

  static final Rules<Recoveries> RULES = C.rules()
      .goal("G",                    UNATTENDED.not())
      .rule("N1", Recoveries::begin, UNATTENDED)
      .build();

  private final ServerList servers;
  private final Tables tables;
  private final Set<ServerId> attended = new HashSet<>();

  /// @param coordinator in whose pool it lives
  public Recoveries(Coordinator coordinator) {
    this.servers = coordinator.servers();
    this.tables = coordinator.tables();
    watch(SERVERS, servers.changes());
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

  private boolean unattended() {
    return servers.crashed().stream().anyMatch(server -> !attended.contains(server.id()));
  }

  private void begin() {
    for (EnlistedServer server : servers.crashed()) {
      if (attended.add(server.id())) {
        servers.nextRecovery(
            number -> pool().add(new CrashRecovery(this, server, number)));
      }
    }
  }
}
