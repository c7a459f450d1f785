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

/// A master is killed while it is read and written at a steady rate; then the same with Redis. One
/// after the other: both at once would have the other's work in their picture.
final class TimelineBench {
  private static final int REPLICAS = 3;

  /// The master that is killed, and those that its tablets and replicas need then.
  private static final int SERVERS = REPLICAS + 2;

  /// As much as a compiler needs to see of each kind of call; of writes no more than that, since
  /// all of them are in the log that is recovered.
  private static final Duration WARM_UP_WRITES = Duration.ofSeconds(1);

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private static final Load WARMING = new Load(1, 64);

  private static final double NANOS_PER_MILLI = 1e6;

  private final Workload workload = new Workload();
  private final Path home;
  private final Terminal terminal;
  private final OpenLoop.Plan plan;

  /// How a master died.
  ///
  /// @param found what calls took
  /// @param noticedMillis after its death somebody had found out; 0 if nobody had to
  record Death(OpenLoop.Found found, double noticedMillis) {}

  /// @param home for the files of all processes
  TimelineBench(Path home, Terminal terminal, OpenLoop.Plan plan) {
    this.home = home;
    this.terminal = terminal;
    this.plan = plan;
  }

  /// Kills a master of a cluster of ours.
  ///
  /// @param rehearsals deaths of other masters before, so that no process meets one for the first
  ///     time
  Death store(int rehearsals, int patienceMillis) {
    int servers = SERVERS + rehearsals;
    terminal.say("Starting a coordinator and " + servers
        + " servers, each its own process, on loopback");
    FleetPlan cluster = FleetPlan.measured(REPLICAS, servers, Mode.BUFFERED)
        .withPatience(patienceMillis);
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

  private Death kill(ClientOptions options, String table, Fleet.Node victim) {
    fill(options, table, victim);
    warmUp(options, table);
    try (var target = new StoreTarget(options, table, workload)) {
      var notice = new Notice(options, victim.id());
      OpenLoop.Found found = measure(target, () -> {
        victim.process().strike();
        notice.begin();
      }, victim.id() + ", a master");
      return new Death(found, (notice.nanos() - found.zeroNanos()) / NANOS_PER_MILLI);
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
      writes.call(WARMING, WARM_UP_WRITES);
      reads.call(WARMING, WARM_UP);
    }
  }

  /// Kills the master of as many copies in Redis.
  Death redis() {
    terminal.say("Starting Redis: one master, " + REPLICAS + " replicas, no file");
    try (RedisGroup redis = RedisGroup.start(home.resolve("redis"), REPLICAS, Mode.BUFFERED)) {
      redis.fill(workload.objects());
      try (var target = new RedisTarget(redis.leader(), workload)) {
        return new Death(measure(target, redis::strikeMaster, "Redis's master"), 0);
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
