package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.SteadyWrites;
import dev.goalkeeper.bench.Workload;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.cli.fleet.Watch;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// One repair: a master fills its log, writes go on, one of its backups is killed, and what that
/// one held is made anew on the others. Then the same bytes are copied bare, beside the same
/// writes. A repair with another backup goes before: what is measured is not how long compilers
/// take.
final class RepairBench implements AutoCloseable {
  private static final String TABLE = "bench";
  private static final int REPLICAS = 3;

  private static final double MEGABYTE = 1 << 20;

  /// Long enough for a rate, short enough that the log grows little meanwhile.
  private static final Duration BEFORE = Duration.ofSeconds(3);

  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration REPAIR_MAX = Duration.ofSeconds(60);

  private final Path home;
  private final Terminal terminal;
  private final FleetPlan plan;
  private final Fleet fleet;
  private final AsyncStoreClient async;
  private final StoreClient client;
  private final Workload workload = new Workload();
  private final SteadyWrites writes;

  /// @param perSecond bytes
  private record Copied(double perSecond, double writesPerSecond) {}

  private RepairBench(Path home, Terminal terminal, FleetPlan plan) {
    this.home = home;
    this.terminal = terminal;
    this.plan = plan;
    this.fleet = Fleet.start(home, plan);
    this.async = AsyncStoreClient.connect(ClientOptions.of(fleet.coordinators()));
    this.client = StoreClient.over(async);
    this.writes = new SteadyWrites(async, TABLE, workload);
  }

  /// Starts the cluster: a master, and two backups more than it needs, one of them to rehearse
  /// with.
  static RepairBench start(Path home, Terminal terminal) {
    FleetPlan plan = FleetPlan.measured(REPLICAS, REPLICAS + 3, Mode.BUFFERED);
    terminal.say("Starting a coordinator and " + plan.servers()
        + " servers, each its own process, on loopback");
    return new RepairBench(home, terminal, plan);
  }

  RepairReport run(int megabytes) {
    var filling = new Filling(async, terminal);
    filling.createTable(TABLE, List.of(master().id()));
    filling.fill(TABLE, megabytes);
    writes.start();
    Pause.of(WARM_UP);
    var watch = new Watch(client, List.of(master()));
    terminal.say("A rehearsal, so that no process meets a repair for the first time");
    awaitRepair(watch, kill(fleet.servers().getLast()));
    Pause.of(WARM_UP);
    return measure(watch);
  }

  private RepairReport measure(Watch watch) {
    SteadyWrites.Count first = writes.count();
    Pause.of(BEFORE);
    long lostBefore = watch.look().lost();
    writes.forgetWaits();
    SteadyWrites.Count killed = writes.count();
    Fleet.Node victim = kill(fleet.servers().get(plan.servers() - 2));
    awaitLoss(watch, victim, lostBefore);
    SteadyWrites.Count noticed = writes.count();
    long lost = awaitRepair(watch, victim) - lostBefore;
    SteadyWrites.Count repaired = writes.count();
    SteadyWrites.Wait longest = writes.longestWait();
    double megabytes = lost * plan.segmentBytes() / MEGABYTE;
    terminal.say("Copying as many bytes, beside the same writes");
    Copied copied = copy((int) lost);
    writes.stop();
    double seconds = (repaired.nanos() - noticed.nanos()) / 1e9;
    return new RepairReport(megabytes, megabytes / seconds, copied.perSecond() / MEGABYTE,
        new RepairReport.Writes(first.perSecondUntil(killed), killed.perSecondUntil(repaired),
            longest.end().perSecondUntil(repaired), copied.writesPerSecond(),
            longest.nanos() / 1e6));
  }

  @Override
  public void close() {
    client.close();
    fleet.close();
  }

  private Fleet.Node kill(Fleet.Node victim) {
    victim.process().kill();
    terminal.say("Killed " + victim.id() + " with SIGKILL; writes go on");
    return victim;
  }

  private Fleet.Node master() {
    return fleet.servers().getFirst();
  }

  /// Waits until the master knows that it has lost more replicas than before.
  private void awaitLoss(Watch watch, Fleet.Node victim, long before) {
    long deadline = System.nanoTime() + REPAIR_MAX.toNanos();
    while (watch.look().lost() == before) {
      check(deadline, victim.id() + " is not noticed to be dead");
    }
  }

  /// Waits until all are made anew, and gives the number of all that were lost so far.
  private long awaitRepair(Watch watch, Fleet.Node victim) {
    long deadline = System.nanoTime() + REPAIR_MAX.toNanos();
    Watch.View view = watch.look();
    while (!view.restoredFrom(victim.id())) {
      terminal.bar("restoring", (double) view.restored() / Math.max(1, view.lost()),
          view.lost() + " replicas lost, " + view.restored() + " restored");
      check(deadline, "replicas of " + victim.id() + " are not made anew");
      view = watch.look();
    }
    return view.lost();
  }

  private void check(long deadline, String what) {
    if (System.nanoTime() > deadline) {
      throw new Failed(what + " after " + REPAIR_MAX.toSeconds() + " s; see " + home);
    }
    Pause.of(LOOK_EVERY);
  }

  private Copied copy(int frames) {
    SteadyWrites.Count first = writes.count();
    double perSecond = new BareCopies(home).intoFrames(plan.segmentBytes(), frames);
    return new Copied(perSecond, first.perSecondUntil(writes.count()));
  }
}
