package dev.goalkeeper.cli.fleet;

import dev.goalkeeper.cli.cluster.ModeOption;
import dev.goalkeeper.cli.cluster.Running;
import dev.goalkeeper.cli.cluster.TableOption;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.zookeeper.Ensemble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A cluster whose processes are all ours: a coordinator and servers on loopback, each a [Child].
/// They are stopped when this process ends, whatever ends it.
public final class Fleet implements AutoCloseable {
  /// What its cluster is called.
  public static final String CLUSTER = "demo";

  /// A JVM on a busy machine, with a first mapping of files.
  private static final Duration START_MAX = Duration.ofSeconds(30);

  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final int HEAP_MEGABYTES = 192;

  /// Each server is a JVM on this machine.
  public static final int SERVERS_MAX = 32;

  private static final Pattern SAYS =
      Pattern.compile("^(coordinator|server) .* listens on (\\S+)$");

  private static final Pattern ID = Pattern.compile("s([0-9]+)[.]([0-9]+)");

  private final Path directory;
  private final FleetPlan plan;
  private final Thread onExit = new Thread(this::end, "stop the fleet");
  private final List<Child> children = new ArrayList<>();
  private final List<Node> servers = new ArrayList<>();
  private final List<Seat> coordinators = new ArrayList<>();

  /// A server of the fleet.
  public record Node(ServerId id, Address address, Path directory, Child process) {}

  /// A coordinator of the fleet.
  public record Seat(Address address, Child process) {}

  private Fleet(Path directory, FleetPlan plan) {
    this.directory = directory;
    this.plan = plan;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  /// Starts all processes and waits until the servers serve.
  ///
  /// @throws Failed if one of them does not come up; none is left then
  public static Fleet start(Path directory, FleetPlan plan) {
    var fleet = new Fleet(directory, plan);
    boolean up = false;
    try {
      fleet.startCoordinators();
      fleet.startServers();
      up = true;
      return fleet;
    } finally {
      if (!up) {
        fleet.close();
      }
    }
  }

  /// Where all coordinators listen.
  public List<Address> coordinators() {
    return coordinators.stream().map(Seat::address).toList();
  }

  /// Where they have their record.
  public List<Path> records() {
    return coordinators.stream().map(seat -> record(seat.process().name())).toList();
  }

  /// In the order in which they were started.
  List<Seat> seats() {
    return List.copyOf(coordinators);
  }

  /// In the order in which they were started.
  public List<Node> servers() {
    return List.copyOf(servers);
  }

  /// SIGKILL for all, as fast as they can be counted, and no sooner than that waits for their end.
  public void killAll() {
    children.forEach(Child::strike);
    children.forEach(Child::kill);
  }

  /// Starts all processes again on what they left, after [#killAll], and waits until they serve.
  ///
  /// @throws Failed if one of them does not come up
  public void startAgain() {
    children.clear();
    servers.clear();
    coordinators.clear();
    startCoordinators();
    startServers();
  }

  /// A table on those servers.
  public static Table createTable(StoreClient client, List<Node> masters) {
    List<ServerId> owners = masters.stream().map(Node::id).toList();
    var made = client.createTable(TableOption.DEFAULT, owners);
    return switch (made) {
      case Outcome.Served(Table served) -> served;
      case Outcome.Refused(var reason, String text) ->
          throw new Failed("the table is refused, " + reason + ": " + text);
      case Outcome.NotDone(String text) -> throw new Failed("no table: " + text);
      case Outcome.Unknown(String text, var _) -> throw new Failed("no table: " + text);
    };
  }

  /// The coordinator that says that it leads, if one does.
  public Optional<Seat> leader(StoreClient client) {
    return coordinators.stream()
        .filter(seat -> seat.process().alive() && leads(client, seat)).findFirst();
  }

  private static boolean leads(StoreClient client, Seat seat) {
    var status = new Inspect(Inspect.Kind.STATUS, "");
    return client.inspect(seat.address(), status) instanceof Outcome.Inspected said
        && Json.parse(said.json()).at("leads").flag();
  }

  /// Waits until the first coordinator ends.
  public void awaitEnd() {
    children.getFirst().awaitEnd(Duration.ofDays(365));
  }

  /// Stops all processes: asks them, waits, and kills those that do not listen.
  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(onExit);
  }

  private void end() {
    children.forEach(Child::terminate);
    children.forEach(Child::close);
  }

  private void startCoordinators() {
    boolean several = plan.coordinators() > 1;
    Ensemble ensemble = several ? Ensemble.local(plan.coordinators()) : null;
    var starting = new ArrayList<Child>();
    for (int number = 1; number <= plan.coordinators(); number++) {
      String name = several ? "coordinator" + number : "coordinator";
      var arguments = new ArrayList<>(List.of("coordinator", "--replicas=" + plan.replicas(),
          "--mode=" + ModeOption.text(plan.mode()), "--segment-bytes=" + plan.segmentBytes(),
          "--patience-ms=" + plan.patienceMillis(), "--dir=" + record(name)));
      if (ensemble != null) {
        arguments.addAll(List.of(
            "--ensemble=" + ensemble.servers(), "--member=" + number, "--session=2"));
      }
      starting.add(spawn(name, arguments));
    }
    for (Child child : starting) {
      Address address = Address.parse(child.await(SAYS, START_MAX).group(2));
      coordinators.add(new Seat(address, child));
    }
  }

  private void startServers() {
    var starting = new ArrayList<Child>();
    String all = Running.text(coordinators());
    for (int number = 1; number <= plan.servers(); number++) {
      String name = "server" + number;
      var arguments = new ArrayList<>(
          List.of("server", "--coordinator=" + all, "--dir=" + home(name)));
      arguments.addAll(plan.serverOptions());
      starting.add(spawn(name, arguments));
    }
    try (StoreClient client = StoreClient.connect(ClientOptions.of(coordinators()))) {
      for (Child child : starting) {
        Address address = Address.parse(child.await(SAYS, START_MAX).group(2));
        servers.add(new Node(awaitServing(client, address), address, home(child.name()), child));
      }
    }
  }

  /// The id under which the server at that address serves.
  private ServerId awaitServing(StoreClient client, Address address) {
    long deadline = System.nanoTime() + START_MAX.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<ServerId> id = serving(client, address);
      if (id.isPresent()) {
        return id.get();
      }
      Pause.of(LOOK_EVERY);
    }
    throw new Failed("the server at " + address + " does not serve after "
        + START_MAX.toSeconds() + " s; see the logs in " + directory);
  }

  private static Optional<ServerId> serving(StoreClient client, Address address) {
    var status = new Inspect(Inspect.Kind.STATUS, "");
    if (client.inspect(address, status) instanceof Outcome.Inspected said) {
      Json server = Json.parse(said.json());
      return server.at("serving").flag()
          ? Optional.of(id(server.at("id").text()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /// Reads what a [ServerId] prints.
  private static ServerId id(String text) {
    Matcher parts = ID.matcher(text);
    if (!parts.matches()) {
      throw new Failed("no server id: " + text);
    }
    return ServerId.of(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  private Child spawn(String name, List<String> arguments) {
    var all = new ArrayList<>(arguments);
    all.addAll(List.of(
        "--port=0", "--cluster=" + CLUSTER, "--until-eof", "--log=" + home(name).resolve("log")));
    var jvm = Jvm.goalkeeper(HEAP_MEGABYTES, plan.compiler());
    Child child = Child.start(name, home(name).resolve("errors"), jvm, all);
    children.add(child);
    return child;
  }

  private Path record(String name) {
    return home(name).resolve("zookeeper");
  }

  private Path home(String name) {
    return directory.resolve(name);
  }
}
