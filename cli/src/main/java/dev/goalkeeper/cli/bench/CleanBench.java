package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Contest;
import dev.goalkeeper.bench.Load;
import dev.goalkeeper.bench.StoreCalls;
import dev.goalkeeper.bench.Workload;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Four servers, of which each is the master of one table: two are filled, with objects of 100 and
/// of 1,000 bytes, and two have few objects of the same sizes. Each one's backups are the others.
final class CleanBench implements AutoCloseable {
  private static final int REPLICAS = 3;
  private static final List<Integer> VALUE_BYTES = List.of(100, 1_000);
  private static final int PERCENT = 100;

  /// What an almost empty store has: as many as other benchmarks write to.
  private static final int FEW_OBJECTS = 10_000;

  /// Of the bytes that objects may take, so many times as many are overwritten before anything is
  /// measured: segments are then as a cleaner finds them that has been at work for long.
  private static final int AGEING = 2;

  /// While a store fills and ages.
  private static final Load MANY = new Load(1, 64);

  private static final Duration AGEING_TURN = Duration.ofMillis(500);
  private static final List<Load> LOADS = List.of(Load.OUTSTANDING_16, Load.ONE_CLIENT);

  private final Terminal terminal;
  private final Fleet fleet;
  private final ClientOptions options;
  private final AsyncStoreClient async;
  private final StoreClient client;
  private final List<Store> stores = new ArrayList<>();

  /// One master and what is written to it.
  private record Store(Fleet.Node node, Workload workload, StoreCalls writes) {}

  private CleanBench(Terminal terminal, Fleet fleet) {
    this.terminal = terminal;
    this.fleet = fleet;
    this.options = ClientOptions.of(fleet.coordinators());
    this.async = AsyncStoreClient.connect(options);
    this.client = StoreClient.over(async);
  }

  /// @param memoryBytes of each server
  static CleanBench start(Path home, Terminal terminal, long memoryBytes) {
    FleetPlan plan = FleetPlan.measured(REPLICAS, 2 * VALUE_BYTES.size(), Mode.BUFFERED)
        .withMemory(memoryBytes);
    terminal.say("Starting a coordinator and " + plan.servers()
        + " servers, each its own process, on loopback");
    return new CleanBench(terminal, Fleet.start(home, plan));
  }

  /// Brings two of the stores to that part of what objects may take, and has all of them age.
  void fill(int percent) {
    for (int valueBytes : VALUE_BYTES) {
      Fleet.Node full = fleet.servers().get(stores.size());
      long most = memory(full).at("object_bytes_max").number() * percent / PERCENT;
      int objects = (int) (most / Workload.random(1, valueBytes, 0).objectBytes());
      terminal.say("Filling " + full.id() + " with " + objects + " objects of " + valueBytes
          + " bytes: " + percent + " % of what it takes");
      fill(full, Workload.random(objects, valueBytes, stores.size()));
      fill(fleet.servers().get(stores.size()),
          Workload.random(FEW_OBJECTS, valueBytes, stores.size()));
    }
    for (Store store : stores) {
      age(store);
    }
  }

  /// Measures all of them in turns.
  CleanReport run(int rounds, Duration turn) {
    var contest = new Contest(turn);
    List<List<Contest.Entry>> entries = stores.stream()
        .map(store -> LOADS.stream().map(load -> contest.add(load, store.writes())).toList())
        .toList();
    List<Json> before = stores.stream().map(store -> status(store.node())).toList();
    contest.run(1, rounds, (done, all) -> terminal.bar("measure", (double) done / all,
        rounds + 1 + " rounds, " + all + " turns of " + turn.toMillis() + " ms"));
    var measured = new ArrayList<CleanReport.Measured>();
    for (int i = 0; i < stores.size(); i += 2) {
      Store full = stores.get(i);
      var object = new CleanReport.Sizes(full.workload().value().length(),
          full.workload().keys().getFirst().length());
      measured.add(new CleanReport.Measured(object,
          CleanReport.Writes.of(entries.get(i)), CleanReport.Writes.of(entries.get(i + 1)),
          CleanReport.Cleaning.between(before.get(i), status(full.node()))));
    }
    return new CleanReport(measured);
  }

  @Override
  public void close() {
    stores.forEach(store -> store.writes().close());
    client.close();
    fleet.close();
  }

  private void fill(Fleet.Node node, Workload workload) {
    String table = "on-" + node.id();
    var filling = new Filling(async, terminal);
    filling.createTable(table, List.of(node.id()));
    List<Bytes> keys = workload.keys();
    filling.write(table, keys.size(), keys::get, workload.value());
    stores.add(new Store(node, workload, StoreCalls.writes(options, table, workload)));
  }

  private void age(Store store) {
    Json began = status(store.node());
    long enough = AGEING * began.at("memory").at("object_bytes_max").number();
    long written = 0;
    while (written < enough) {
      terminal.bar("age", (double) written / enough, store.node().id() + " is overwritten");
      store.writes().call(MANY, AGEING_TURN);
      written = status(store.node()).at("log").at("bytes").number()
          - began.at("log").at("bytes").number();
    }
  }

  private Json memory(Fleet.Node node) {
    return status(node).at("memory");
  }

  private Json status(Fleet.Node node) {
    var status = new Inspect(Inspect.Kind.STATUS, "");
    if (client.inspect(node.address(), status) instanceof Outcome.Inspected said) {
      return Json.parse(said.json());
    }
    throw new Failed(node.id() + " does not tell how it stands");
  }
}
