package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Contest;
import dev.goalkeeper.bench.Load;
import dev.goalkeeper.bench.StoreWrites;
import dev.goalkeeper.bench.Subject;
import dev.goalkeeper.bench.Workload;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The processes whose writes are measured, and the rounds in which that is done.
///
/// The table has one tablet, so that its master is one process and the other three are its backups:
/// the same pattern as the floor's and the peer's.
final class WriteBench implements AutoCloseable {
  private static final int REPLICAS = 3;
  private static final String TABLE = "bench";

  /// How long the store alone writes, at the most, before anything is measured: the compilers of
  /// four servers need five seconds of a core each until p50 is a tenth of what it was.
  private static final Duration WARM_UP_MAX = Duration.ofSeconds(13);

  /// More under way than is ever measured, for as long as the others together: code gets warm by
  /// how often it runs, and writes that wait for a disk run it seldom.
  private static final Load WARMING = new Load(1, 64);

  /// Cycles of all loads in a row that are no faster than the best before them: it is warm.
  private static final int WARM_CYCLES = 4;

  /// The store is warm by then, the others need a round.
  private static final int WARM_UP_ROUNDS = 1;

  private static final List<Load> LOADS =
      List.of(Load.ONE_CLIENT, Load.OUTSTANDING_16, Load.CONNECTIONS_16);

  /// Without exactly once, for what that costs.
  private static final List<Load> PLAIN_LOADS = List.of(Load.ONE_CLIENT, Load.OUTSTANDING_16);

  /// Redis holds a connection while it waits for replicas: nothing can be outstanding on it.
  private static final List<Load> REDIS_LOADS = List.of(Load.ONE_CLIENT, Load.CONNECTIONS_16);

  private final List<Runnable> closing = new ArrayList<>();
  private final LinkedHashMap<String, LinkedHashMap<Load, Contest.Entry>> entries =
      new LinkedHashMap<>();

  private final Workload workload = new Workload();
  private final Path home;
  private final Terminal terminal;
  private final Duration turn;
  private final Contest contest;

  /// @param home for the files of all processes
  WriteBench(Path home, Terminal terminal, Duration turn) {
    this.home = home;
    this.terminal = terminal;
    this.turn = turn;
    this.contest = new Contest(turn);
  }

  /// Starts a cluster, and has it write until it is warm.
  void startStore(FleetPlan plan) {
    terminal.say("Starting a coordinator and " + plan.servers()
        + " servers, each its own process, on loopback");
    Fleet fleet = Fleet.start(home, plan);
    closing.add(fleet::close);
    createTable(fleet);
    ClientOptions options = ClientOptions.of(fleet.coordinators());
    var writes = new StoreWrites(options, TABLE, workload);
    closing.add(writes::close);
    var plain = new StoreWrites(options.withoutExactlyOnce(), TABLE, workload);
    closing.add(plain::close);
    warmUp(writes);
    LOADS.forEach(load -> enter(WriteReport.STORE, load, writes));
    PLAIN_LOADS.forEach(load -> enter(WriteReport.PLAIN, load, plain));
  }

  /// Starts the floor in two forms; for each load the faster one counts.
  void startFloor() {
    terminal.say("Starting the floor: as many processes, bare sockets and nothing else");
    var polling = FloorChain.start(home.resolve("polling"), workload.frames(), true);
    closing.add(polling::close);
    var blocking = FloorChain.start(home.resolve("blocking"), workload.frames(), false);
    closing.add(blocking::close);
    LOADS.forEach(
        load -> enter(WriteReport.FLOOR, load, polling.writes(), blocking.writes()));
  }

  /// Starts Redis with as many copies, and two clients; for each load the faster one counts.
  void startRedis(Mode mode) {
    terminal.say("Starting Redis: one master, " + REPLICAS + " replicas, no file");
    RedisGroup redis = RedisGroup.start(home.resolve("redis"), REPLICAS, mode);
    closing.add(redis::close);
    REDIS_LOADS.forEach(load -> enter(
        WriteReport.REDIS, load, redis.writes(workload, true), redis.writes(workload, false)));
  }

  /// Measures everyone that was started, in turns.
  WriteReport run(int rounds) {
    contest.run(WARM_UP_ROUNDS, rounds, (done, all) -> terminal.bar("measure", (double) done / all,
        WARM_UP_ROUNDS + rounds + " rounds, " + all + " turns of " + turn.toMillis() + " ms"));
    return WriteReport.of(entries);
  }

  @Override
  public void close() {
    closing.reversed().forEach(Runnable::run);
    closing.clear();
  }

  static FleetPlan plan(Mode mode) {
    return FleetPlan.measured(REPLICAS, REPLICAS + 1, mode);
  }

  private void warmUp(Subject writes) {
    long startNanos = System.nanoTime();
    double part = 0;
    double best = 0;
    int slower = 0;
    while (part < 1 && slower < WARM_CYCLES) {
      terminal.bar("warm up", part, "the store alone");
      writes.write(WARMING, turn.multipliedBy(LOADS.size()));
      double rate = LOADS.stream().mapToDouble(load -> writes.write(load, turn).perSecond()).sum();
      slower = rate > best ? 0 : slower + 1;
      best = Math.max(best, rate);
      part = (double) (System.nanoTime() - startNanos) / WARM_UP_MAX.toNanos();
    }
  }

  private void enter(String who, Load load, Subject... ways) {
    entries.computeIfAbsent(who, _ -> new LinkedHashMap<>()).put(load, contest.add(load, ways));
  }

  private static void createTable(Fleet fleet) {
    try (StoreClient client = StoreClient.connect(ClientOptions.of(fleet.coordinators()))) {
      var owner = List.of(fleet.servers().getFirst().id());
      Outcome made = client.createTable(TABLE, owner);
      if (!(made instanceof Outcome.Served)) {
        throw new Failed("no table: " + made);
      }
    }
  }
}
