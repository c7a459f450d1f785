package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.Readback;
import dev.goalkeeper.cli.cluster.Running;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.cli.fleet.ReplicaRules;
import dev.goalkeeper.cli.fleet.Watch;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.fsck.FsckReport;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One demonstration: a cluster of processes, a load with a blow in the middle ([Ordeal]), and the
/// proof that nothing was lost ([Proof]).
final class Demo implements AutoCloseable {
  private final DemoOptions options;
  private final Path directory;
  private final Terminal terminal;
  private final Rounds items;
  private final Fleet fleet;
  private final AsyncStoreClient writes;
  private final StoreClient client;

  private Demo(
      DemoOptions options, Path directory, Terminal terminal, Rounds items, Fleet fleet) {
    this.options = options;
    this.directory = directory;
    this.terminal = terminal;
    this.items = items;
    this.fleet = fleet;
    this.writes = AsyncStoreClient.connect(ClientOptions.of(fleet.coordinators()));
    this.client = StoreClient.over(writes);
  }

  /// Starts the cluster.
  ///
  /// @throws dev.goalkeeper.cli.console.BadInput if what is to be loaded cannot be; nothing is
  ///     started then
  static Demo start(DemoOptions options, Path directory, Terminal terminal) {
    var items = Rounds.of(options.load());
    terminal.say("Starting " + (options.overthrown() ? "three coordinators" : "a coordinator")
        + " and " + options.servers() + " servers, each its own process, in " + directory);
    Fleet fleet = Fleet.start(directory,
        FleetPlan.demo(options.replicas(), options.servers(), options.mode())
            .withCoordinators(options.coordinators())
            .withPatience(options.patienceMillis()));
    return new Demo(options, directory, terminal, items, fleet);
  }

  /// Loads, strikes, waits until all is whole again, and proves it.
  ///
  /// @param stay leave the survivors running
  DemoReport run(boolean stay) {
    Path journal = directory.resolve("journal");
    Table table = createTable();
    Loader loader;
    Ordeal ordeal;
    Ordeal.Times times;
    Zombies.Count granted;
    try (var writer = new Journal.Writer(journal)) {
      loader = new Loader(writes, table, items, writer);
      try (var zombies = new Zombies(victims(), table.id(), loader::sample)) {
        ordeal = new Ordeal(new Ordeal.Setting(options, terminal, table, loader, client,
            fleet, new Watch(client, survivors()),
            new Blow(victims(), options.paused()), zombies));
        times = ordeal.run();
        granted = zombies.count();
      }
    }
    terminal.say(Ordeal.line(loader.summary()));
    showRules(ordeal.firingsSinceBlow());
    Map<String, Long> firings = ordeal.firings();
    var proof = new Proof(journal, fleet.records(), options.replicas());
    Readback readback = proof.readBack(fleet.coordinators());
    return new DemoReport(loader.summary(), times, granted, firings, readback,
        examine(proof, survivors(), stay));
  }

  /// Waits until the coordinator ends, which it does with this process at the latest.
  void stay() {
    Running.note(fleet.coordinators());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> Running.forget(fleet.coordinators())));
    terminal.say("");
    terminal.say("The cluster stays up until Ctrl-C. In another terminal:");
    terminal.say("  ./goalkeeper get U+1F945");
    terminal.say("  ./goalkeeper put KEY VALUE");
    terminal.say("  ./goalkeeper status");
    terminal.say("  ./goalkeeper server --cluster " + Fleet.CLUSTER + " --coordinator "
        + Running.text(fleet.coordinators()) + "    (one more; rebalance gives it its share)");
    terminal.say("  ./goalkeeper explain TASK    (a task's name from status; why TASK as well)");
    terminal.say("After Ctrl-C, its files can be examined:");
    terminal.say("  ./goalkeeper fsck --replicas " + options.replicas() + " --journal "
        + directory.resolve("journal")
        + each(" --record ", fleet.records().stream())
        + each(" ", survivors().stream().map(Fleet.Node::directory)));
    fleet.awaitEnd();
  }

  private static String each(String before, Stream<Path> paths) {
    return paths.map(path -> before + path).collect(Collectors.joining());
  }

  @Override
  public void close() {
    client.close();
    fleet.close();
  }

  private Table createTable() {
    Table table = Fleet.createTable(client, fleet.servers());
    terminal.say("Table '" + table.name() + "' is on all servers. "
        + victims().stream().map(Fleet.Node::id).toList() + " will be "
        + (options.paused() ? "stopped" : "killed")
        + ", with a part of the table and replicas of the others' parts");
    return table;
  }

  private void showRules(Map<String, Long> firings) {
    terminal.say("");
    terminal.say("The rules of a replica (the paper's Figure 2) and their firings since then:");
    ReplicaRules.lines(firings).forEach(terminal::say);
    terminal.say("");
  }

  private FsckReport examine(Proof proof, List<Fleet.Node> survivors, boolean stay) {
    List<Path> directories = survivors.stream().map(Fleet.Node::directory).toList();
    if (stay) {
      return proof.fsckCopies(directories, directory.resolve("copies"));
    }
    terminal.say("Stopping the servers; fsck reads their files");
    close();
    return proof.fsck(directories);
  }

  private List<Fleet.Node> victims() {
    List<Fleet.Node> all = fleet.servers();
    return all.subList(all.size() - options.victims(), all.size());
  }

  private List<Fleet.Node> survivors() {
    return fleet.servers().subList(0, fleet.servers().size() - options.victims());
  }
}
