package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.cluster.ModeOption;
import dev.goalkeeper.cli.cluster.Running;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.fleet.Jvm;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Machines with coordinators, and machines with servers, all processes of ours.
final class Machines implements AutoCloseable {
  private static final String CLUSTER = "--cluster=chaos";

  /// Small, so that heads roll and disks grow all the time.
  private static final int SEGMENT_BYTES = 256 << 10;

  private static final int HEAP_MEGABYTES = 128;
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /// For a failure to be noticed, a log to be recovered and its replicas made anew, on a machine
  /// that is busy with other things.
  private static final Duration HEALED_MAX = Duration.ofSeconds(90);

  private final Thread onExit = new Thread(this::end, "stop the machines");
  private final Network network;
  private final List<Machine> coordinators = new ArrayList<>();
  private final List<Machine> servers = new ArrayList<>();

  /// What they are to be.
  ///
  /// @param coordinators one, or as many as an ensemble has
  /// @param serverOptions more options for each server
  record Plan(
      int servers, int replicas, int coordinators, Mode mode, List<String> serverOptions) {
    /// Copies the options.
    Plan {
      serverOptions = List.copyOf(serverOptions);
    }

    /// With one coordinator.
    Plan(int servers, int replicas, Mode mode, List<String> serverOptions) {
      this(servers, replicas, 1, mode, serverOptions);
    }
  }

  /// Starts all of them.
  ///
  /// @param network that is closed with them
  Machines(Path directory, Plan plan, Network network) {
    this.network = network;
    Runtime.getRuntime().addShutdownHook(onExit);
    addCoordinators(directory, plan);
    addServers(directory, plan);
    all().forEach(Machine::begin);
    all().forEach(Machine::awaitListening);
  }

  /// Starts all of them, behind proxies.
  Machines(Path directory, Plan plan) {
    this(directory, plan, new Proxies(""));
  }

  /// Where the coordinators are found.
  List<Address> addresses() {
    return coordinators.stream().map(Machine::address).toList();
  }

  /// Those with coordinators.
  List<Machine> coordinators() {
    return List.copyOf(coordinators);
  }

  /// Those with servers.
  List<Machine> servers() {
    return List.copyOf(servers);
  }

  /// Where the coordinators have their record.
  List<Path> records() {
    return coordinators.stream().map(machine -> record(machine.home())).toList();
  }

  Network network() {
    return network;
  }

  /// The coordinator that says that it leads, if one does.
  Optional<Machine> leader(StoreClient client) {
    return coordinators.stream().filter(each -> each.alive() && leads(client, each)).findFirst();
  }

  /// Coordinators that do not lead.
  List<Machine> standbys(StoreClient client) {
    Optional<Machine> leader = leader(client);
    return coordinators.stream().filter(each -> leader.isEmpty() || each != leader.get()).toList();
  }

  /// Starts whatever has died, and waits until all are up and every segment is whole.
  ///
  /// @throws Failed with what is missing, if that takes too long
  void heal(StoreClient client) {
    long deadline = System.nanoTime() + HEALED_MAX.toNanos();
    String missing = missing(client);
    while (!missing.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new Failed("not healed within " + HEALED_MAX.toSeconds() + " s: " + missing);
      }
      Pause.of(LOOK_EVERY);
      restart();
      missing = missing(client);
    }
  }

  /// Starts whatever does not run.
  void restart() {
    List<Machine> dead = all().filter(machine -> !machine.alive()).toList();
    dead.forEach(Machine::begin);
    dead.forEach(Machine::awaitListening);
  }

  /// How many segments the servers have cleaned in the lives that they have now.
  long cleaned(StoreClient client) {
    var status = new Inspect(Inspect.Kind.STATUS, "");
    return servers.stream().mapToLong(machine ->
        client.inspect(machine.address(), status) instanceof Outcome.Inspected said
            ? Json.parse(said.json()).at("memory").at("segments_freed").number() : 0).sum();
  }

  /// SIGKILL for all, as fast as they can be counted.
  void killAll() {
    all().filter(Machine::alive).forEach(Machine::strike);
    all().filter(Machine::alive).forEach(Machine::kill);
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(onExit);
  }

  private Stream<Machine> all() {
    return Stream.concat(coordinators.stream(), servers.stream());
  }

  private void end() {
    network.mend();
    servers.forEach(Machine::close);
    coordinators.forEach(Machine::close);
    network.close();
  }

  private void addCoordinators(Path directory, Plan plan) {
    var jvm = Jvm.goalkeeper(HEAP_MEGABYTES, Jvm.Compiler.QUICK);
    var hosts = new ArrayList<Host>();
    for (int i = 1; i <= plan.coordinators(); i++) {
      hosts.add(network.host("coordinator" + i));
    }
    String ensemble = plan.coordinators() == 1 ? ""
        : network.ensemble(plan.coordinators()).servers();
    for (int i = 1; i <= plan.coordinators(); i++) {
      Path home = directory.resolve("coordinator" + i);
      var command = new ArrayList<>(List.of("coordinator", "--replicas=" + plan.replicas(),
          "--mode=" + ModeOption.text(plan.mode()), "--segment-bytes=" + SEGMENT_BYTES,
          "--dir=" + record(home), CLUSTER, "--until-eof"));
      if (!ensemble.isEmpty()) {
        command.addAll(List.of("--ensemble=" + ensemble, "--member=" + i, "--session=2"));
      }
      coordinators.add(new Machine(home, hosts.get(i - 1), jvm, command));
    }
  }

  private static Path record(Path home) {
    return home.resolve("zookeeper");
  }

  private void addServers(Path directory, Plan plan) {
    var jvm = Jvm.goalkeeper(HEAP_MEGABYTES, Jvm.Compiler.QUICK);
    for (int i = 1; i <= plan.servers(); i++) {
      String name = "server" + i;
      Host host = network.host(name);
      Path home = directory.resolve(name);
      var command = new ArrayList<>(List.of("server", CLUSTER, "--until-eof", "--dir=" + home,
          "--coordinator=" + Running.text(host.reaching(addresses())),
          "--reached-at=" + host.address()));
      command.addAll(plan.serverOptions());
      servers.add(new Machine(home, host, jvm, command));
    }
  }

  private static boolean leads(StoreClient client, Machine coordinator) {
    var status = new Inspect(Inspect.Kind.STATUS, "");
    return client.inspect(coordinator.address(), status) instanceof Outcome.Inspected said
        && Json.parse(said.json()).at("leads").flag();
  }

  private String missing(StoreClient client) {
    if (!(client.membership() instanceof Outcome.Listed listed)) {
      return "no coordinator answers";
    }
    List<Address> up = listed.membership().members().stream().filter(Member::up)
        .map(Member::address).toList();
    for (Machine machine : servers) {
      if (!machine.alive() || up.stream().filter(machine.address()::equals).count() != 1) {
        return machine.name() + " is not up";
      }
    }
    for (Machine machine : coordinators) {
      if (!machine.alive()) {
        return machine.name() + " is not up";
      }
    }
    if (listed.membership().members().size() != servers.size()) {
      return "what a dead server held is not yet others'";
    }
    return servers.stream().map(machine -> missing(client, machine))
        .filter(what -> !what.isEmpty()).findFirst().orElse("");
  }

  private static String missing(StoreClient client, Machine machine) {
    var status = new Inspect(Inspect.Kind.STATUS, "");
    if (!(client.inspect(machine.address(), status) instanceof Outcome.Inspected said)) {
      return machine.name() + " does not tell how it stands";
    }
    Json server = Json.parse(said.json());
    if (!server.at("serving").flag()) {
      return machine.name() + " does not serve yet";
    }
    long lacking = server.at("replication").at("under_replicated").number();
    return lacking == 0 ? "" : lacking + " segments of " + machine.name() + " are not whole";
  }
}
