package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Load;
import dev.goalkeeper.bench.StoreCalls;
import dev.goalkeeper.bench.Workload;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// The processes whose reads are measured, and the rounds in which that is done. All objects are on
/// one master, as they are on the floor and on the peer; its backups have nothing to do.
final class ReadBench implements AutoCloseable {
  private static final int REPLICAS = 3;

  private static final List<Load> LOADS = List.of(Load.ONE_CLIENT, Load.OUTSTANDING_16);

  private final Workload workload = new Workload();
  private final Path home;
  private final Terminal terminal;
  private final Contestants contestants;

  /// @param home for the files of all processes
  ReadBench(Path home, Terminal terminal, Duration turn) {
    this.home = home;
    this.terminal = terminal;
    this.contestants = new Contestants(terminal, turn);
  }

  /// Starts a cluster, writes what is read later, and has it read until it is warm.
  void startStore() {
    ClientOptions options = contestants.startStore(
        home, FleetPlan.measured(REPLICAS, REPLICAS + 1, Mode.BUFFERED));
    try (StoreClient client = StoreClient.connect(options)) {
      List<Outcome.OfWrite> written = client.multiWrite(Contestants.TABLE, workload.objects());
      if (!written.stream().allMatch(Outcome.Written.class::isInstance)) {
        throw new Failed("not all objects are written that should be read; see " + home);
      }
    }
    StoreCalls reads = StoreCalls.reads(options, Contestants.TABLE, workload);
    contestants.closeAfter(reads::close);
    contestants.warmUp(reads, LOADS);
    LOADS.forEach(load -> contestants.enter(Medians.STORE, load, reads));
  }

  /// Starts the floor in two forms; for each load the faster one counts.
  void startFloor() {
    terminal.say("Starting the floor: a bare echo over TCP");
    var polling = FloorChain.start(home.resolve("polling"), workload.readFrames(), 0, true);
    contestants.closeAfter(polling::close);
    var blocking = FloorChain.start(home.resolve("blocking"), workload.readFrames(), 0, false);
    contestants.closeAfter(blocking::close);
    LOADS.forEach(load ->
        contestants.enter(Medians.FLOOR, load, polling.calls(), blocking.calls()));
  }

  /// Starts one Redis, and two clients; for each load the faster one counts.
  void startRedis() {
    terminal.say("Starting Redis: one process, no file");
    RedisGroup redis = RedisGroup.start(home.resolve("redis"), 0, Mode.BUFFERED);
    contestants.closeAfter(redis::close);
    LOADS.forEach(load -> contestants.enter(
        Medians.REDIS, load, redis.reads(workload, true), redis.reads(workload, false)));
  }

  /// Measures everyone that was started, in turns.
  ReadReport run(int rounds) {
    return new ReadReport(contestants.run(rounds));
  }

  @Override
  public void close() {
    contestants.close();
  }
}
