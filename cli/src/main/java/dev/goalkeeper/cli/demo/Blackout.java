package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.ModeOption;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.cli.fleet.Watch;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.fsck.FsckReport;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A demonstration in which nothing survives but files: a cluster of processes, a load, and in the
/// middle of it SIGKILL for all of them at once. `fsck` has to find all that was acknowledged in
/// what is left, and so has a fresh client, once all of them were started again on that.
///
/// With a power cut the servers' disks are such that the death of a process takes along all that it
/// had not forced.
final class Blackout implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /// Of a load that takes seconds: a machine so slow has a problem of its own.
  private static final Duration LOAD_MAX = Duration.ofMinutes(2);

  private final DemoOptions options;
  private final boolean powerCut;
  private final Path directory;
  private final Terminal terminal;
  private final Rounds items;
  private final Fleet fleet;
  private final AsyncStoreClient writes;
  private final StoreClient client;

  private Blackout(Setting setting, Rounds items, Fleet fleet) {
    this.options = setting.options();
    this.powerCut = setting.powerCut();
    this.directory = setting.directory();
    this.terminal = setting.terminal();
    this.items = items;
    this.fleet = fleet;
    this.writes = AsyncStoreClient.connect(ClientOptions.of(fleet.coordinators()));
    this.client = StoreClient.over(writes);
  }

  /// What it is to show, and where.
  ///
  /// @param powerCut whether memory goes with the processes
  record Setting(DemoOptions options, boolean powerCut, Path directory, Terminal terminal) {}

  /// Starts the cluster.
  ///
  /// @throws dev.goalkeeper.cli.console.BadInput if what is to be loaded cannot be; nothing is
  ///     started then
  static Blackout start(Setting setting) {
    DemoOptions options = setting.options();
    var items = Rounds.of(options.load());
    setting.terminal().say("Starting a coordinator and " + options.servers() + " servers, "
        + ModeOption.text(options.mode()) + ", each its own process, in " + setting.directory());
    FleetPlan plan = FleetPlan.demo(options.replicas(), options.servers(), options.mode());
    return new Blackout(setting, items, Fleet.start(
        setting.directory(), setting.powerCut() ? plan.overVolatileDisks() : plan));
  }

  /// Loads, kills everything, and looks at what is left.
  BlackoutReport run() {
    Path journal = directory.resolve("journal");
    Table table = Fleet.createTable(client, fleet.servers());
    Loader loader;
    try (var writer = new Journal.Writer(journal)) {
      loader = new Loader(writes, table, items, writer);
      load(loader);
      fleet.killAll();
      loader.abandon();
    }
    terminal.say(String.format(Locale.ROOT, "Killed all %d processes with SIGKILL%s, after %,d "
        + "acknowledged writes (%,.0f/s, p50 %.1f ms, p99 %.1f ms)", options.servers() + 1,
        powerCut ? ", and with them all that was not forced to disk" : "",
        loader.summary().acknowledged(), loader.summary().perSecond(),
        loader.summary().p50Micros() / 1e3, loader.summary().p99Micros() / 1e3));
    terminal.say("fsck reads what is on disk");
    List<Path> directories = fleet.servers().stream().map(Fleet.Node::directory).toList();
    var proof = new Proof(journal, fleet.records(), options.replicas());
    FsckReport found = proof.fsck(directories);
    SecondStart.Result again = new SecondStart(fleet, terminal).run(proof);
    return new BlackoutReport(options.mode(), powerCut, loader.summary(), found, again);
  }

  @Override
  public void close() {
    client.close();
    fleet.close();
  }

  /// Until every head has rolled often enough, and writes are under way.
  private void load(Loader loader) {
    var watch = new Watch(client, fleet.servers());
    long deadline = System.nanoTime() + LOAD_MAX.toNanos();
    loader.start();
    long rolls = 0;
    while (rolls < options.rolls()) {
      Pause.of(LOOK_EVERY);
      rolls = watch.look().rolls(loader.masters());
      terminal.bar("loading", (double) rolls / options.rolls(), Ordeal.line(loader.summary()));
      loader.failure().ifPresent(Blackout::raise);
      if (System.nanoTime() > deadline) {
        throw new Failed("heads have rolled " + rolls + " times only, after "
            + LOAD_MAX.toSeconds() + " s; see the logs in " + directory);
      }
    }
  }

  private static void raise(RuntimeException failure) {
    throw failure;
  }
}
