package dev.goalkeeper.store.recovery;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.coordinator.Calls;
import dev.goalkeeper.store.coordinator.EnlistedServer;
import dev.goalkeeper.store.coordinator.TabletAssignment;
import dev.goalkeeper.store.wire.Inventory;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a master has left behind as it crashed: all servers are asked what they have of its log,
/// the log is put together, and its tablets are brought to others, in parts. Its goal is that
/// nothing is left to bring.
///
/// As long as something of the log is missing it waits for servers that come back: an incomplete
/// recovery is no recovery.
final class CrashRecovery extends Task<CrashRecovery> {
  private static final Logger LOG = LoggerFactory.getLogger(CrashRecovery.class);

  static final Clauses<CrashRecovery> C = Clauses.of(CrashRecovery.class);

  static final Input<CrashRecovery> SERVERS = C.value("servers");
  static final LinkInput<CrashRecovery, EnlistedServer> CRASHED = C.link("crashed");
  static final GroupInput<CrashRecovery, BackupInventory> INVENTORIES = C.group("inventories");
  static final GroupInput<CrashRecovery, PartRecovery> PARTS = C.group("parts");
  static final Fact<CrashRecovery> ALL_ASKED =
      C.fact("all asked", CrashRecovery::allAsked, SERVERS);
  static final Fact<CrashRecovery> SETTLED =
      C.all("all settled", INVENTORIES, () -> BackupInventory.SETTLED);
  static final Fact<CrashRecovery> LOOKED = C.local("looked", task -> task.looked);
  static final Fact<CrashRecovery> PLANNED = C.local("planned", task -> task.planned);

  /// It is recorded into which tablets it is divided.
  static final CellClause<CrashRecovery> DIVIDED = C.cell("divided");

  static final Fact<CrashRecovery> BEGUN = C.local("parts begun", task -> task.begun);
  static final Fact<CrashRecovery> DONE = C.all("parts done", PARTS, () -> PartRecovery.DONE);
  static final Fact<CrashRecovery> ENDED = C.local("ended", task -> task.ended);

  /// Whoever is listed no more has no lease any more.
  static final Fact<CrashRecovery> LEASED =
      C.peer("may answer", CRASHED, () -> EnlistedServer.LEASED, false);

  static final Rules<CrashRecovery> RULES = C
      .implies(PLANNED, LOOKED).implies(DIVIDED, PLANNED).implies(BEGUN, DIVIDED).rules()
      .given()
        .goal ("G",                        ENDED)
      .given(ENDED.not())
        .rule ("K1", CrashRecovery::ask,   ALL_ASKED.not())
      .given(ENDED.not(), ALL_ASKED, PLANNED.not())
        .waits("W1",                       SETTLED.not())
        .rule ("K2", CrashRecovery::plan,  SETTLED, LOOKED.not())
        .waits("W2",                       SETTLED, LOOKED)
      .given(ENDED.not(), ALL_ASKED, PLANNED, BEGUN.not())
        .waits("W4",                       DIVIDED.not())
        .rule ("K4", CrashRecovery::begin, DIVIDED)
      .given(ENDED.not(), ALL_ASKED, BEGUN)
        .waits("W3",                       DONE.not())
        .waits("W5",                       DONE, LEASED)
        .rule ("K3", CrashRecovery::end,   DONE, LEASED.not())
      .exports(ENDED)
      .build();

  /// No more parts than that come of dividing them: each tablet needs an index of its own.
  private static final int PARTS_MAX = 16;

  private final Group<BackupInventory> inventories = group(INVENTORIES);
  private final Group<PartRecovery> parts = group(PARTS);
  private final Cell<Boolean> divided = cell(DIVIDED, false);
  private final Cell<Membership> servers;
  private final Recoveries owner;
  private final EnlistedServer crashed;
  private final long number;
  private final Set<ServerId> asked = new HashSet<>();
  private LogPlan.Complete log = LogPlan.Complete.NOTHING;
  private String missing = "";
  private boolean looked;
  private boolean planned;
  private Division division = Division.NONE;
  private boolean begun;
  private boolean ended;

  CrashRecovery(Recoveries owner, EnlistedServer crashed, long number) {
    this.owner = owner;
    this.crashed = crashed;
    link(CRASHED).set(crashed);
    this.number = number;
    this.servers = watch(SERVERS, owner.servers().changes());
  }

  @Override
  protected Rules<CrashRecovery> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "recovery of " + crashed.id();
  }

  EnlistedServer crashed() {
    return crashed;
  }

  long number() {
    return number;
  }

  Cell<Membership> servers() {
    return servers;
  }

  List<EnlistedServer> up() {
    return owner.servers().up();
  }

  /// Who may be given what is recovered.
  List<EnlistedServer> heirs() {
    return owner.servers().heirs();
  }

  /// Those of them whose tables are not dropped.
  List<TabletAssignment> served(List<TabletAssignment> some) {
    List<TabletAssignment> left = owner.tables().of(crashed.id());
    return some.stream().filter(left::contains).toList();
  }

  Calls calls() {
    return owner.servers().calls();
  }

  /// They belong to that master once it is recorded.
  void reassign(List<TabletAssignment> brought, EnlistedServer to, Recovered at,
      Runnable recorded) {
    owner.tables().reassign(brought, to, number, at, recorded);
  }

  /// Where to read what those tablets hold, as far as it is known now.
  List<RecoverTablets.Source> segments(List<TabletAssignment> of) {
    if (of.stream().allMatch(TabletAssignment::pristine)) {
      return List.of();
    }
    if (lookUp() instanceof LogPlan.Complete found) {
      log = found;
    }
    return log.segments();
  }

  boolean ended() {
    return ended;
  }

  RecoveryStatus status() {
    boolean incomplete = looked && !planned;
    int done = (int) parts.members().stream().filter(PartRecovery::done).count();
    String text;
    if (incomplete) {
      text = "the log is INCOMPLETE: " + missing + "; waits for servers that have it";
    } else if (!planned) {
      text = "asks " + asked.size() + " servers what they have of the log";
    } else if (!begun) {
      text = "divides the tablets";
    } else if (done == parts.size()) {
      text = "waits until it may answer no reads any more";
    } else {
      text = done + " of " + parts.size() + " parts are done" + owner.missing();
    }
    return new RecoveryStatus(crashed.id(), number, incomplete, parts.size(), done, text);
  }

  private boolean allAsked() {
    return up().stream().allMatch(server -> asked.contains(server.id()));
  }

  /// Also those that have enlisted since: what is missing may be on their disks.
  private void ask() {
    for (EnlistedServer server : up()) {
      if (asked.add(server.id())) {
        inventories.add(new BackupInventory(this, server));
      }
    }
    looked = planned;
  }

  private void plan() {
    looked = true;
    List<TabletAssignment> lost = owner.tables().of(crashed.id());
    LogPlan found = lost.stream().allMatch(TabletAssignment::pristine)
        ? LogPlan.Complete.NOTHING : lookUp();
    switch (found) {
      case LogPlan.Complete complete -> divide(complete, lost);
      case LogPlan.Incomplete(String why) -> {
        missing = why;
        LOG.warn("the log of {} is INCOMPLETE: {}; its tablets wait for servers that have it",
            crashed.id(), why);
      }
    }
  }

  private LogPlan lookUp() {
    Map<ServerId, Inventory> told = new TreeMap<>();
    for (BackupInventory inventory : inventories.members()) {
      inventory.told().ifPresent(has -> told.put(inventory.server().id(), has));
    }
    return LogPlan.of(told, crashed.epoch());
  }

  private void divide(LogPlan.Complete complete, List<TabletAssignment> lost) {
    log = complete;
    planned = true;
    division = Division.of(
        lost.size(), complete.segments().size(), owner.segmentBytes(), up().size());
    owner.tables().divide(lost, division.pieces(), () -> divided.set(true));
  }

  private void begin() {
    begun = true;
    List<TabletAssignment> lost = owner.tables().of(crashed.id());
    int count = Math.min(lost.size(), division.parts());
    List<List<TabletAssignment>> split = new ArrayList<>();
    for (int i = 0; i < lost.size(); i++) {
      if (i < count) {
        split.add(new ArrayList<>());
      }
      split.get(i % count).add(lost.get(i));
    }
    for (int i = 0; i < split.size(); i++) {
      parts.add(new PartRecovery(this, i, split.get(i)));
    }
    LOG.info("{} tablets of {} are recovered from {} segments, in {} parts",
        lost.size(), crashed.id(), log.segments().size(), count);
  }

  /// Divides what one part has in two.
  ///
  /// @param kept is told what is left to it, once that is recorded; the rest is another part's
  void divide(List<TabletAssignment> some, Consumer<List<TabletAssignment>> kept) {
    List<TabletAssignment> left = served(some);
    if (parts.size() >= PARTS_MAX) {
      kept.accept(left);
    } else if (left.size() == 1) {
      Tablet whole = left.getFirst().tablet();
      owner.tables().divide(left, 2, () -> halve(owner.tables().of(crashed.id()).stream()
          .filter(each -> each.tablet().table().equals(whole.table())
              && whole.contains(each.tablet().firstHash())).toList(), kept));
    } else {
      halve(left, kept);
    }
  }

  private void halve(List<TabletAssignment> some, Consumer<List<TabletAssignment>> kept) {
    int half = (some.size() + 1) / 2;
    if (half < some.size()) {
      parts.add(new PartRecovery(this, parts.size(), some.subList(half, some.size())));
    }
    kept.accept(some.subList(0, half));
    LOG.info("there is no room for all of a part of {} in one place: it is divided",
        crashed.id());
  }

  private void end() {
    ended = true;
    owner.servers().remove(crashed);
  }
}
