package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

/// One recovery: a master fills its memory, is killed, and others serve what it held. Then as many
/// bytes are copied bare, from the frames of a backup. Recoveries of other masters go before: what
/// is measured is not how long compilers take.
final class RecoveryBench implements AutoCloseable {
  private static final int REPLICAS = 3;

  /// So that each of the others can take as many.
  private static final int TABLETS = 12;

  private static final double MEGABYTE = 1 << 20;
  private static final Duration CALM = Duration.ofSeconds(8);

  /// What is asked has to be put into words by those who are measured.
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private static final Duration RECOVERY_MAX = Duration.ofMinutes(2);

  private final Path home;
  private final Terminal terminal;
  private final FleetPlan plan;
  private final Fleet fleet;
  private final List<Fleet.Node> alive;
  private final AsyncStoreClient async;
  private final StoreClient client;

  private RecoveryBench(Path home, Terminal terminal, FleetPlan plan) {
    this.home = home;
    this.terminal = terminal;
    this.plan = plan;
    this.fleet = Fleet.start(home, plan);
    this.alive = new ArrayList<>(fleet.servers());
    this.async = AsyncStoreClient.connect(ClientOptions.of(fleet.coordinators()));
    this.client = StoreClient.over(async);
  }

  /// Starts the cluster: as many servers as replicas need, and more to be killed.
  static RecoveryBench start(Path home, Terminal terminal, int rehearsals) {
    FleetPlan plan =
        FleetPlan.measured(REPLICAS, REPLICAS + 1 + rehearsals + 1, Mode.BUFFERED);
    terminal.say("Starting a coordinator and " + plan.servers()
        + " servers, each its own process, on loopback");
    return new RecoveryBench(home, terminal, plan);
  }

  RecoveryReport run(int megabytes, int rehearsals) {
    for (int number = 1; number <= rehearsals; number++) {
      terminal.say("A rehearsal, so that no process meets a recovery for the first time");
      recover("rehearsal" + number, megabytes);
    }
    RecoveryReport.Recovery done = recover("bench", megabytes);
    terminal.say("Copying as many bytes bare: out of frames, and into frames as replicas");
    return new RecoveryReport(done, copied((long) (done.megabytes() * MEGABYTE)));
  }

  @Override
  public void close() {
    client.close();
    fleet.close();
  }

  private RecoveryReport.Recovery recover(String table, int megabytes) {
    Fleet.Node victim = alive.removeLast();
    var filling = new Filling(async, terminal);
    filling.createTable(table, Collections.nCopies(TABLETS, victim.id()));
    filling.fill(table, megabytes);
    Pause.of(CALM);
    long lost = objects(victim);
    long kept = served();
    victim.process().kill();
    long killed = System.nanoTime();
    terminal.say("Killed " + victim.id() + " with SIGKILL, which served " + lost + " objects");
    await(victim.id() + " is given up", () -> !listed(victim, true));
    long noticed = System.nanoTime();
    await("all of it is recorded as others'", () -> !listed(victim, false));
    await("all of it is served", () -> served() == kept + lost);
    long served = System.nanoTime();
    return new RecoveryReport.Recovery(lost * Filling.VALUE_BYTES / MEGABYTE, alive.size(),
        (noticed - killed) / 1e9, (served - noticed) / 1e9);
  }

  private RecoveryReport.Copied copied(long bytes) {
    var bare = new BareCopies(home);
    double read = bare.fromFrames(alive.getFirst().directory(), bytes);
    int frames = (int) (bytes * REPLICAS / plan.segmentBytes());
    return new RecoveryReport.Copied(
        read / MEGABYTE, bare.intoFrames(plan.segmentBytes(), frames) / MEGABYTE / REPLICAS);
  }

  /// Of servers that have crashed those are listed of which something is left to recover.
  private boolean listed(Fleet.Node node, boolean up) {
    String id = node.id().toString();
    return ask(fleet.coordinators().getFirst()).at("servers").items().stream()
        .anyMatch(server -> server.at("id").text().equals(id)
            && (!up || server.at("up").flag()));
  }

  private long served() {
    return alive.stream().mapToLong(this::objects).sum();
  }

  private long objects(Fleet.Node node) {
    return ask(node.address()).at("tablets").items().stream()
        .mapToLong(tablet -> tablet.at("objects").number()).sum();
  }

  private Json ask(Address whom) {
    var status = new Inspect(Inspect.Kind.STATUS, "");
    if (client.inspect(whom, status) instanceof Outcome.Inspected said) {
      return Json.parse(said.json());
    }
    throw new Failed(whom + " does not tell how it stands; see " + home);
  }

  private void await(String what, BooleanSupplier reached) {
    long deadline = System.nanoTime() + RECOVERY_MAX.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new Failed(
            "not after " + RECOVERY_MAX.toSeconds() + " s: " + what + "; see " + home);
      }
      Pause.of(LOOK_EVERY);
    }
  }
}
