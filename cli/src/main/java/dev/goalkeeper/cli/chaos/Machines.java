package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.cluster.ModeOption;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.fleet.Child;
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
import java.util.regex.Pattern;

/// A coordinator and machines with servers, all processes of ours.
final class Machines implements AutoCloseable {
  private static final String CLUSTER = "--cluster=chaos";

  /// Small, so that heads roll and disks grow all the time.
  private static final int SEGMENT_BYTES = 256 << 10;

  private static final int HEAP_MEGABYTES = 128;
  private static final Duration START_MAX = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  /// For a failure to be noticed, a log to be recovered and its replicas made anew, on a machine
  /// that is busy with other things.
  private static final Duration HEALED_MAX = Duration.ofSeconds(90);

  private static final Pattern SAYS = Pattern.compile("^coordinator .* listens on (\\S+)$");

  private final Thread onExit = new Thread(this::end, "stop the machines");
  private final Child coordinator;
  private final Address address;
  private final List<Machine> all = new ArrayList<>();

  /// What they are to be.
  ///
  /// @param serverOptions more options for each server
  record Plan(int servers, int replicas, Mode mode, List<String> serverOptions) {
    /// Copies the options.
    Plan {
      serverOptions = List.copyOf(serverOptions);
    }
  }

  /// Starts all of them.
  Machines(Path directory, Plan plan) {
    Runtime.getRuntime().addShutdownHook(onExit);
    var jvm = Jvm.goalkeeper(HEAP_MEGABYTES, Jvm.Compiler.QUICK);
    Path home = directory.resolve("coordinator");
    this.coordinator = Child.start("coordinator", home.resolve("errors"), jvm, List.of(
        "coordinator", "--replicas=" + plan.replicas(),
        "--mode=" + ModeOption.text(plan.mode()),
        "--dir=" + home.resolve("zookeeper"),
        "--segment-bytes=" + SEGMENT_BYTES, "--port=0", CLUSTER, "--until-eof",
        "--log=" + home.resolve("log")));
    this.address = Address.parse(coordinator.await(SAYS, START_MAX).group(1));
    var options = new ArrayList<>(List.of("server", "--port=0", CLUSTER, "--until-eof"));
    options.addAll(plan.serverOptions());
    for (int i = 1; i <= plan.servers(); i++) {
      all.add(new Machine(directory.resolve("server" + i), jvm, address, options));
    }
    all.forEach(Machine::begin);
    all.forEach(Machine::awaitListening);
  }

  Address coordinator() {
    return address;
  }

  List<Machine> all() {
    return List.copyOf(all);
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
      all.stream().filter(machine -> !machine.alive()).forEach(Machine::start);
      missing = missing(client);
    }
  }

  /// SIGKILL for all, the coordinator first: nobody is to recover those who went before.
  void killAll() {
    coordinator.kill();
    all.forEach(Machine::strike);
    all.forEach(Machine::kill);
  }

  @Override
  public void close() {
    end();
    Runtime.getRuntime().removeShutdownHook(onExit);
  }

  private void end() {
    all.forEach(Machine::close);
    coordinator.close();
  }

  private String missing(StoreClient client) {
    if (!(client.membership() instanceof Outcome.Listed listed)) {
      return "the coordinator does not answer";
    }
    List<Address> up = listed.membership().members().stream().filter(Member::up)
        .map(Member::address).toList();
    for (Machine machine : all) {
      if (!machine.alive() || up.stream().filter(machine.address()::equals).count() != 1) {
        return machine.name() + " is not up";
      }
    }
    if (listed.membership().members().size() != all.size()) {
      return "what a dead server held is not yet others'";
    }
    return all.stream().map(machine -> missing(client, machine))
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
