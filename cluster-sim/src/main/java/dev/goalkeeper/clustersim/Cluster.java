package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.server.ServerOptions;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/// The processes of a simulated cluster, as they are in production, over simulated seams. A process
/// that a crash point ends is replaced: a server starts again on its machine, a client elsewhere, a
/// coordinator at the one address where all look for it; not one that was misled, and was to end.
final class Cluster {
  static final String NAME = "simulated";
  static final int REPLICAS = 2;
  static final int SEGMENT_BYTES = 16 << 10;

  /// By when every operation of a client has an outcome: several time-outs of what it rests on.
  static final Duration DEADLINE = Duration.ofSeconds(6);

  static final Address COORDINATOR = new Address("coordinator", 1);

  private static final ClientOptions OPTIONS =
      ClientOptions.of(COORDINATOR).withDeadline(DEADLINE);

  /// One of so many clients does without exactly once.
  private static final int PLAIN = 4;

  /// Its status says so of a master that knows this client alone, or nobody.
  private static final Pattern FEW_CLIENTS = Pattern.compile("\"clients\":[01],");

  /// Its status says so of who has something to do still for a tablet that moves.
  private static final Pattern MOVING = Pattern.compile(
      "\"task\":\"(move|end of move|arrival) [^}]*\"at_goal\":false");

  /// How long any one phase may take: several deadlines of the client.
  private static final Duration PHASE_MAX = Duration.ofSeconds(90);

  private static final Address ONLOOKER = new Address("onlooker", 1);

  /// A first look comes after so long; what takes longer is looked at less often, since each look
  /// asks processes what they say of themselves.
  private static final Duration GLANCE = Duration.ofMillis(10);
  private static final Duration GLANCE_MAX = Duration.ofMillis(200);
  private static final Duration RESTART_MAX = Duration.ofMillis(800);
  private static final long DISK_BYTES = 64L << 20;
  private static final long INDEX_BYTES = 2L << 20;

  /// So few segments that no seed goes without cleaning.
  private static final long LOG_BYTES = 8L * SEGMENT_BYTES;

  private final SimulatedWorld world;
  private final SimNetwork network;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final List<SimProcess> processes = new ArrayList<>();
  private final List<SimProcess.Machine> machines = new ArrayList<>();
  private final List<Address> deaths = new ArrayList<>();
  private final SimCoordinators coordinators;
  private SimProcess clientProcess;
  private AsyncStoreClient client;
  private Runnable onClientLost = () -> {};
  private Consumer<Supplier<String>> onReached = what -> {};
  private int clients;
  private final List<Address> struck = new ArrayList<>();

  Cluster(SimulatedWorld world, SimNetwork network, SimMetadata metadata, PointCrash crash) {
    this.world = world;
    this.network = network;
    this.random = world.random("cluster");
    this.clocks = new Clocks(world);
    this.coordinators = new SimCoordinators(world, network, metadata, this::enroll);
    this.clientProcess = newClientProcess();
    this.client = newClient(clientProcess);
    crash.arm(world, this::strike);
  }

  SimCoordinators coordinators() {
    return coordinators;
  }

  /// A machine with an empty disk, for a server of a cluster of that name.
  SimProcess.Machine machine(String name, String cluster) {
    var disk = new SimDisk("disk of " + name, DISK_BYTES);
    var options = new ServerOptions(cluster, List.of(COORDINATOR), "", DISK_BYTES,
        INDEX_BYTES + LOG_BYTES, INDEX_BYTES);
    var machine = new SimProcess.Machine(new Address(name, 1), disk, options);
    machines.add(machine);
    return machine;
  }

  List<SimProcess.Machine> machines() {
    return machines;
  }

  /// The server that runs on a machine; starts one if none does.
  SimProcess run(SimProcess.Machine machine) {
    for (SimProcess process : processes) {
      if (process.alive() && process.address().equals(machine.address())) {
        return process;
      }
    }
    return enroll(SimProcess.server(
        network, clocks.any(), machine, line -> deaths.add(machine.address())));
  }

  /// The processes that run at the addresses of machines.
  List<SimProcess> servers() {
    return processes.stream().filter(SimProcess::alive)
        .filter(process -> machines.stream()
            .anyMatch(machine -> machine.address().equals(process.address())))
        .toList();
  }

  List<SimProcess> processes() {
    return processes;
  }

  /// Where a server ended by its own decision, in order.
  List<Address> deaths() {
    return deaths;
  }

  /// True once a crash point was reached: what a scenario says about single processes may be wrong.
  boolean struck() {
    return !struck.isEmpty();
  }

  AsyncStoreClient client() {
    return client;
  }

  SimTransport clientTransport() {
    return clientProcess.transport();
  }

  /// Whence requests are sent by somebody who is no part of the cluster.
  SimTransport onlooker() {
    return network.attach(ONLOOKER, (envelope, message, responder) -> { });
  }

  /// From now on the server at that address and this coordinator speak with each other, and with no
  /// other coordinator.
  void bind(Address server, SimProcess to) {
    network.bind(server, to.transport());
  }

  void unbind() {
    network.unbind();
  }

  /// Is run when the client dies, as soon as there is another.
  void onClientLost(Runnable listener) {
    onClientLost = listener;
  }

  /// Waits for an answer; asks again if the client dies meanwhile.
  <O> O ask(Function<AsyncStoreClient, CompletionStage<O>> question) {
    while (true) {
      AsyncStoreClient asked = client;
      var stage = question.apply(asked).toCompletableFuture();
      answered(() -> stage.isDone() || client != asked);
      if (stage.isDone()) {
        return stage.join();
      }
    }
  }

  List<Member> members() {
    return ask(AsyncStoreClient::membership) instanceof Outcome.Listed listed
        ? listed.membership().members() : List.of();
  }

  List<Member> up() {
    return members().stream().filter(Member::up).toList();
  }

  boolean upAreThoseAlive() {
    return addresses(up().stream().map(Member::address))
        .equals(addresses(servers().stream().map(SimProcess::address)));
  }

  static List<String> addresses(Stream<Address> some) {
    return some.map(Address::toString).sorted().toList();
  }

  ServerId idAt(SimProcess.Machine machine) {
    return up().stream()
        .filter(member -> member.address().equals(machine.address()))
        .map(Member::id).findFirst().orElse(ServerId.NONE);
  }

  boolean isUp(ServerId id) {
    return up().stream().anyMatch(member -> member.id().equals(id));
  }

  long version() {
    return ask(AsyncStoreClient::membership) instanceof Outcome.Listed listed
        ? listed.membership().version() : -1;
  }

  /// What a process says of itself, as JSON; empty if it says nothing.
  String status(Address process) {
    var request = new Inspect(Inspect.Kind.STATUS, "");
    return ask(asker -> asker.inspect(process, request)) instanceof Outcome.Inspected inspected
        ? inspected.json() : "";
  }

  /// The machines of those who serve something.
  List<SimProcess.Machine> owners() {
    List<Address> alive = servers().stream().map(SimProcess::address)
        .filter(server -> status(server).contains("\"first\":")).toList();
    return machines.stream().filter(machine -> alive.contains(machine.address())).toList();
  }

  /// Lets time pass until every server knows the newest list and has its segments whole, and
  /// nothing is left of the dead.
  void untilWhole() {
    for (SimProcess server : servers()) {
      var whole = new Whole(server.address());
      until(whole, () -> !server.alive() || whole.isSaid(version(), status(server.address())));
    }
    for (SimProcess server : servers()) {
      until("nothing is kept for dead clients on " + server.address(), () -> !server.alive()
          || FEW_CLIENTS.matcher(status(server.address())).find());
    }
    until("no recovery goes on",
        () -> status(COORDINATOR).contains("\"recoveries\":[]"));
  }

  /// Lets time pass until no tablet is on its way.
  void untilNothingMoves() {
    until("no tablet is on its way at the coordinator",
        () -> !MOVING.matcher(status(COORDINATOR)).find());
    for (SimProcess server : servers()) {
      until("no tablet is on its way to " + server.address(), () -> !server.alive()
          || !MOVING.matcher(status(server.address())).find());
    }
  }

  /// Hears what the scenario has waited for, when it holds.
  void onReached(Consumer<Supplier<String>> listener) {
    onReached = listener;
  }

  /// Lets time pass until something holds.
  ///
  /// @param what that is, in words; asked for when it holds, or does not in time
  void until(Object what, BooleanSupplier fact) {
    long begin = world.nanos();
    while (!fact.getAsBoolean()) {
      long waited = world.nanos() - begin;
      if (waited >= PHASE_MAX.toNanos()) {
        throw new IllegalStateException("not within " + PHASE_MAX + ": " + what);
      }
      world.run(Duration.ofNanos(
          Math.clamp(waited / 4, GLANCE.toNanos(), GLANCE_MAX.toNanos())));
    }
    onReached.accept(what::toString);
  }

  /// Lets one thing happen after the other until a client has its answer: time is events, and
  /// nobody has to wait for more of them.
  void answered(BooleanSupplier ended) {
    long end = world.nanos() + PHASE_MAX.toNanos();
    while (!ended.getAsBoolean()) {
      if (world.nanos() >= end || !world.step()) {
        throw new IllegalStateException("not within " + PHASE_MAX + ": an operation ended");
      }
    }
  }

  /// A crash point is reached in that pool: its process dies.
  private void strike(Pool pool) {
    SimProcess victim =
        processes.stream().filter(process -> process.pool() == pool).findFirst().orElseThrow();
    struck.add(victim.address());
    victim.crash();
    if (victim == clientProcess) {
      world.schedule(0, this::replaceClient);
    } else if (coordinators.isOne(victim)) {
      coordinators.died(victim);
    } else {
      machines.stream().filter(each -> each.address().equals(victim.address())).forEach(
          machine -> world.schedule(
              random.nextLong(RESTART_MAX.toNanos()), () -> run(machine)));
    }
  }

  private void replaceClient() {
    clientProcess = newClientProcess();
    client = newClient(clientProcess);
    onClientLost.run();
  }

  /// Its clock is right: scenarios time its last moments.
  private SimProcess newClientProcess() {
    return enroll(
        SimProcess.client(network, clocks.right(), new Address("client-" + ++clients, 1)));
  }

  private AsyncStoreClient newClient(SimProcess process) {
    var transport = SentOnce.over(process.transport(), what -> world.schedule(0, () -> {
      throw new IllegalStateException(what);
    }));
    return new AsyncStoreClient(process.pool(), transport,
        random.nextInt(PLAIN) == 0 ? OPTIONS.withoutExactlyOnce() : OPTIONS);
  }

  /// Another client, who does not come back when it dies.
  Guest guest() {
    SimProcess process = newClientProcess();
    return new Guest(process,
        new AsyncStoreClient(process.pool(), process.transport(), OPTIONS));
  }

  /// A client, and the process that it runs in.
  record Guest(SimProcess process, AsyncStoreClient client) {}

  private SimProcess enroll(SimProcess process) {
    processes.add(process);
    return process;
  }
}
