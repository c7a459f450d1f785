package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Load;
import dev.goalkeeper.bench.StoreCalls;
import dev.goalkeeper.bench.Workload;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.wire.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The processes whose writes are measured, and the rounds in which that is done.
///
/// The table has one tablet, so that its master is one process and the other three are its backups:
/// the same pattern as the floor's and the peer's.
final class WriteBench implements AutoCloseable {
  private static final int REPLICAS = 3;

  private static final List<Load> LOADS =
      List.of(Load.ONE_CLIENT, Load.OUTSTANDING_16, Load.CONNECTIONS_16);

  /// Without exactly once, for what that costs.
  private static final List<Load> PLAIN_LOADS = List.of(Load.ONE_CLIENT, Load.OUTSTANDING_16);

  /// Redis holds a connection while it waits for replicas: nothing can be outstanding on it.
  private static final List<Load> REDIS_LOADS = List.of(Load.ONE_CLIENT, Load.CONNECTIONS_16);

  private final Workload workload = new Workload();
  private final Path home;
  private final Terminal terminal;
  private final Contestants contestants;

  /// @param home for the files of all processes
  WriteBench(Path home, Terminal terminal, Duration turn) {
    this.home = home;
    this.terminal = terminal;
    this.contestants = new Contestants(terminal, turn);
  }

  /// Starts a cluster, and has it write until it is warm.
  void startStore(Mode mode) {
    ClientOptions options = contestants.startStore(
        home, FleetPlan.measured(REPLICAS, REPLICAS + 1, mode));
    StoreCalls writes = StoreCalls.writes(options, Contestants.TABLE, workload);
    contestants.closeAfter(writes::close);
    StoreCalls plain =
        StoreCalls.writes(options.withoutExactlyOnce(), Contestants.TABLE, workload);
    contestants.closeAfter(plain::close);
    contestants.warmUp(writes, LOADS);
    LOADS.forEach(load -> contestants.enter(Medians.STORE, load, writes));
    PLAIN_LOADS.forEach(load -> contestants.enter(WriteReport.PLAIN, load, plain));
  }

  /// Starts the floor in two forms; for each load the faster one counts.
  void startFloor() {
    terminal.say("Starting the floor: as many processes, bare sockets and nothing else");
    var polling = FloorChain.start(
        home.resolve("polling"), workload.writeFrames(), REPLICAS, true);
    contestants.closeAfter(polling::close);
    var blocking = FloorChain.start(
        home.resolve("blocking"), workload.writeFrames(), REPLICAS, false);
    contestants.closeAfter(blocking::close);
    LOADS.forEach(load ->
        contestants.enter(Medians.FLOOR, load, polling.calls(), blocking.calls()));
  }

  /// Starts Redis with as many copies, and two clients; for each load the faster one counts.
  void startRedis(Mode mode) {
    terminal.say("Starting Redis: one master, " + REPLICAS + " replicas, no file");
    RedisGroup redis = RedisGroup.start(home.resolve("redis"), REPLICAS, mode);
    contestants.closeAfter(redis::close);
    REDIS_LOADS.forEach(load -> contestants.enter(
        Medians.REDIS, load, redis.writes(workload, true), redis.writes(workload, false)));
  }

  /// Measures everyone that was started, in turns.
  WriteReport run(int rounds) {
    return new WriteReport(contestants.run(rounds));
  }

  @Override
  public void close() {
    contestants.close();
  }
}
