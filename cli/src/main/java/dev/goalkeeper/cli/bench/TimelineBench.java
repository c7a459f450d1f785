package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Load;
import dev.goalkeeper.bench.StoreCalls;
import dev.goalkeeper.bench.Workload;
import dev.goalkeeper.bench.timeline.OpenLoop;
import dev.goalkeeper.bench.timeline.RedisTarget;
import dev.goalkeeper.bench.timeline.StoreTarget;
import dev.goalkeeper.bench.timeline.Target;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// A master is killed while it is read and written at a steady rate; then the same with Redis. One
/// after the other: both at once would have the other's work in their picture.
final class TimelineBench {
  private static final int REPLICAS = 3;

  /// The master that is killed, and those that its tablets and replicas need then.
  private static final int SERVERS = REPLICAS + 2;

  /// As much as a compiler needs to see of each kind of call.
  private static final Duration WARM_UP = Duration.ofSeconds(4);

  private static final Load WARMING = new Load(1, 64);

  private final Workload workload = new Workload();
  private final Path home;
  private final Terminal terminal;
  private final OpenLoop.Plan plan;

  /// @param home for the files of all processes
  TimelineBench(Path home, Terminal terminal, OpenLoop.Plan plan) {
    this.home = home;
    this.terminal = terminal;
    this.plan = plan;
  }

  /// @param rehearsals deaths of other masters before, so that no process meets one for the first
  ///     time
  /// @param redis whether Redis is killed, too
  TimelineReport run(int rehearsals, boolean redis) {
    OpenLoop.Found store = store(rehearsals);
    return new TimelineReport(plan, store, redis ? Optional.of(redis()) : Optional.empty());
  }

  private OpenLoop.Found store(int rehearsals) {
    int servers = SERVERS + rehearsals;
    terminal.say("Starting a coordinator and " + servers
        + " servers, each its own process, on loopback");
    FleetPlan cluster = FleetPlan.measured(REPLICAS, servers, Mode.BUFFERED);
    try (Fleet fleet = Fleet.start(home.resolve("store"), cluster)) {
      ClientOptions options = ClientOptions.of(fleet.coordinators());
      var victims = new ArrayDeque<>(fleet.servers());
      for (int number = 1; number <= rehearsals; number++) {
        terminal.say("A rehearsal, so that no process meets a death for the first time");
        kill(options, "rehearsal" + number, victims.removeLast());
      }
      return kill(options, "bench", victims.removeLast());
    }
  }

  private OpenLoop.Found kill(ClientOptions options, String table, Fleet.Node victim) {
    fill(options, table, victim);
    warmUp(options, table);
    try (var target = new StoreTarget(options, table, workload)) {
      return measure(target, () -> victim.process().strike(), victim.id() + ", a master");
    }
  }

  private void fill(ClientOptions options, String table, Fleet.Node owner) {
    try (StoreClient client = StoreClient.connect(options)) {
      if (!(client.createTable(table, List.of(owner.id())) instanceof Outcome.Served)
          || !client.multiWrite(table, workload.objects()).stream()
              .allMatch(Outcome.Written.class::isInstance)) {
        throw new Failed("there is no table to measure; see " + home);
      }
    }
  }

  private void warmUp(ClientOptions options, String table) {
    terminal.say("Warming up");
    try (var writes = StoreCalls.writes(options, table, workload);
        var reads = StoreCalls.reads(options, table, workload)) {
      writes.call(WARMING, WARM_UP);
      reads.call(WARMING, WARM_UP);
    }
  }

  private OpenLoop.Found redis() {
    terminal.say("Starting Redis: one master, " + REPLICAS + " replicas, no file");
    try (RedisGroup redis = RedisGroup.start(home.resolve("redis"), REPLICAS, Mode.BUFFERED)) {
      redis.fill(workload.objects());
      try (var target = new RedisTarget(redis.leader(), workload)) {
        return measure(target, redis::strikeMaster, "Redis's master");
      }
    }
  }

  /// Not counted at first: both ends of the connections get warm.
  private OpenLoop.Found measure(Target target, Runnable kill, String whom) {
    OpenLoop.run(target, new OpenLoop.Plan(plan.perSecond(), WARM_UP, Duration.ZERO), () -> {});
    terminal.say("SIGKILL for " + whom + ", which is called " + 2 * plan.perSecond()
        + " times a second");
    return OpenLoop.run(target, plan, kill);
  }
}
