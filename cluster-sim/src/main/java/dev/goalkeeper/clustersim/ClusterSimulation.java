package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.coordinator.Liveness;
import dev.goalkeeper.store.server.ServerOptions;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// One seed of a whole cluster: coordinator, servers and a client, as they are in production, over
/// simulated seams. Operations run on a table while messages get lost and a server that serves no
/// tablet dies and comes back; then everything heals, and every key must be what its history says.
public final class ClusterSimulation {
  private static final String CLUSTER = "simulated";
  private static final String TABLE = "words";
  private static final int REPLICAS = 2;
  private static final int SERVERS = REPLICAS + 2;
  private static final int SEGMENT_BYTES = 16 << 10;
  private static final long DISK_BYTES = 64L << 20;
  private static final long MEMORY_BYTES = 4L << 20;
  private static final int KEYS = 24;
  private static final int OPERATIONS_PER_KEY = 12;
  private static final int VALUE_BYTES_MAX = 1_200;

  /// So many lost messages that every rule for them fires now and then; with more, healthy servers
  /// would be given up.
  private static final double CHANCE_MAX = 0.04;

  /// How long any one phase may take: several deadlines of the client.
  private static final Duration PHASE_MAX = Duration.ofSeconds(60);

  /// While operations run, the client loses its connection to each server once.
  private static final long RESET_NANOS_MAX = Duration.ofMillis(20).toNanos();

  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration GLANCE = Duration.ofMillis(10);

  private final long seed;
  private final SimulatedWorld world;
  private final RandomGenerator random;
  private final FaultCounts faults = new FaultCounts();
  private final LinkFaults links;
  private final SimNetwork network;
  private final List<SimProcess> servers = new ArrayList<>();
  private final List<SimProcess.Machine> machines = new ArrayList<>();
  private final List<SimProcess> processes = new ArrayList<>();
  private final List<KeyHistory> histories = new ArrayList<>();
  private final List<String> deaths = new ArrayList<>();
  private final Address coordinator = new Address("coordinator", 1);
  private final SimTransport clientTransport;
  private final AsyncStoreClient client;
  private int running;
  private long done;

  private ClusterSimulation(long seed) {
    this.seed = seed;
    this.world = World.simulated(seed);
    this.random = world.random("scenario");
    this.links = new LinkFaults(world.random("links"), faults);
    this.network = new SimNetwork(world, links);
    SimProcess process = SimProcess.client(network, world, new Address("client", 1));
    processes.add(process);
    this.clientTransport = process.transport();
    this.client = new AsyncStoreClient(process.pool(), clientTransport,
        ClientOptions.of(coordinator).withDeadline(DEADLINE));
    for (int i = 0; i < KEYS; i++) {
      histories.add(new KeyHistory(Bytes.utf8("key " + i)));
    }
  }

  /// Runs one seed.
  ///
  /// @throws SimulationFailure if an answer is wrong, a rule throws, or a phase takes too long
  public static SimulationReport run(long seed) {
    var simulation = new ClusterSimulation(seed);
    try {
      SimProcess spare = simulation.start();
      simulation.storm(spare);
      simulation.heal();
    } catch (RuntimeException | AssertionError broken) { // whatever breaks is told with its seed
      throw new SimulationFailure(seed, "ClusterSeedsTest", broken);
    }
    return simulation.report();
  }

  /// Servers come before their coordinator, and one with the wrong name is sent away. Returns the
  /// one that serves no tablets.
  private SimProcess start() {
    for (int i = 1; i <= SERVERS; i++) {
      start(machine("server-" + i, CLUSTER));
    }
    SimProcess stranger = start(machine("stranger", "another"));
    world.run(Duration.ofMillis(random.nextInt(500)));
    var options =
        new CoordinatorOptions(CLUSTER, REPLICAS, SEGMENT_BYTES, Liveness.DEFAULT);
    processes.add(SimProcess.coordinator(network, world, coordinator, options));
    until("the servers are up", () -> up().size() == SERVERS);
    until("the stranger is sent away", () -> !stranger.alive());
    require(get(client.read(TABLE, Bytes.utf8("x"))) instanceof Outcome.Refused, "no table yet");
    List<Member> up = up();
    List<ServerId> owners = up.stream().map(Member::id).limit(SERVERS - 1).toList();
    require(get(client.createTable(TABLE, owners)) instanceof Outcome.Served, "the table is made");
    return servers.stream()
        .filter(server -> server.address().equals(up.getLast().address())).findFirst()
        .orElseThrow();
  }

  /// Each key has operations one after the other; keys do not wait for each other.
  private void storm(SimProcess spare) {
    for (Fault fault : List.of(Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.DELAY)) {
      links.with(fault, random.nextDouble() * CHANCE_MAX);
    }
    histories.forEach(history -> next(history, OPERATIONS_PER_KEY));
    for (SimProcess server : servers) {
      world.schedule(random.nextLong(RESET_NANOS_MAX),
          () -> clientTransport.lost(server.address()));
    }
    world.run(Duration.ofMillis(random.nextInt(60)));
    spare.crash();
    faults.happened(Fault.CRASH);
    world.run(Duration.ofMillis(random.nextInt(800)));
    start(machines.get(servers.indexOf(spare)));
    until("every operation ended", () -> running == 0);
  }

  private void heal() {
    links.heal();
    until("a server without tablets is back", () -> up().size() == SERVERS);
    for (KeyHistory history : histories) {
      history.read(get(client.read(TABLE, history.key())));
    }
    for (SimProcess server : servers) {
      until("every segment is whole on " + server.address(),
          () -> !server.alive() || status(server).contains("\"under_replicated\":0,"));
    }
    require(deaths.size() == 1, "only the stranger ended by itself: " + deaths);
  }

  private void next(KeyHistory history, int left) {
    if (left == 0) {
      return;
    }
    running++;
    Bytes value = Bytes.of(new byte[random.nextInt(VALUE_BYTES_MAX)]);
    random.nextBytes(value.array());
    int kind = random.nextInt(8);
    if (kind < 2) {
      then(client.read(TABLE, history.key()), history, left, history::read);
    } else if (kind < 3) {
      then(client.remove(TABLE, history.key()), history, left, history::removed);
    } else if (kind < 5) {
      then(client.write(TABLE, history.key(), value, history.expectation()), history, left,
          outcome -> history.wrote(value, outcome));
    } else {
      then(client.write(TABLE, history.key(), value), history, left,
          outcome -> history.wrote(value, outcome));
    }
  }

  private <O> void then(
      CompletionStage<O> stage, KeyHistory history, int left, Consumer<O> check) {
    stage.thenAccept(outcome -> world.schedule(0, () -> {
      running--;
      done++;
      check.accept(outcome);
      next(history, left - 1);
    }));
  }

  private SimProcess.Machine machine(String name, String cluster) {
    var disk = new SimDisk("disk of " + name, DISK_BYTES);
    var options = new ServerOptions(cluster, coordinator, "", DISK_BYTES, MEMORY_BYTES);
    var machine = new SimProcess.Machine(new Address(name, 1), disk, options);
    machines.add(machine);
    return machine;
  }

  private SimProcess start(SimProcess.Machine machine) {
    SimProcess server = SimProcess.server(network, world, machine, deaths::add);
    servers.add(server);
    processes.add(server);
    return server;
  }

  private List<Member> up() {
    return get(client.membership()) instanceof Outcome.Listed listed
        ? listed.membership().members().stream().filter(Member::up).toList() : List.of();
  }

  private String status(SimProcess server) {
    var request = new Inspect(Inspect.Kind.STATUS, "");
    return get(client.inspect(server.address(), request)) instanceof Outcome.Inspected inspected
        ? inspected.json() : "";
  }

  private <O> O get(CompletionStage<O> stage) {
    CompletableFuture<O> future = stage.toCompletableFuture();
    until("an operation ended", future::isDone);
    return future.join();
  }

  private void until(String what, BooleanSupplier fact) {
    long end = world.nanos() + PHASE_MAX.toNanos();
    while (!fact.getAsBoolean()) {
      require(world.nanos() < end, "not within " + PHASE_MAX + ": " + what);
      world.run(GLANCE);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }

  private SimulationReport report() {
    var firings = new Firings();
    processes.forEach(process -> firings.add(process.pool().firings()));
    return new SimulationReport(seed, world.hash(), firings, faults, world.steps(), done, done);
  }
}
