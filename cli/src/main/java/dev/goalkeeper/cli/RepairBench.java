package dev.goalkeeper.cli;

import dev.goalkeeper.bench.Copy;
import dev.goalkeeper.bench.SteadyWrites;
import dev.goalkeeper.bench.Workload;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// One repair: a master fills its log, writes go on, one of its backups is killed, and what that
/// one held is made anew on the others. Then the same bytes are copied bare, beside the same
/// writes.
final class RepairBench implements AutoCloseable {
  private static final String TABLE = "bench";
  private static final int REPLICAS = 3;

  /// Fills segments quickly; a megabyte is the most that there may be.
  private static final int FILL_BYTES = 16 << 10;

  private static final int FILL_UNDER_WAY = 32;
  private static final double MEGABYTE = 1 << 20;

  /// Long enough for a rate, short enough that the log grows little meanwhile.
  private static final Duration BEFORE = Duration.ofSeconds(3);

  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Duration REPAIR_MAX = Duration.ofSeconds(60);
  private static final Duration START_MAX = Duration.ofSeconds(20);
  private static final Pattern SAYS = Pattern.compile("^copy listens on ([0-9]+)$");

  private final Path home;
  private final Terminal terminal;
  private final FleetPlan plan;
  private final Fleet fleet;
  private final AsyncStoreClient async;
  private final StoreClient client;
  private final Workload workload = new Workload();
  private final SteadyWrites writes;

  private RepairBench(Path home, Terminal terminal, FleetPlan plan) {
    this.home = home;
    this.terminal = terminal;
    this.plan = plan;
    this.fleet = Fleet.start(home, plan);
    this.async = AsyncStoreClient.connect(ClientOptions.of(fleet.coordinator()));
    this.client = StoreClient.over(async);
    this.writes = new SteadyWrites(async, TABLE, workload);
  }

  /// Starts the cluster: a master, and one backup more than it needs.
  static RepairBench start(Path home, Terminal terminal) {
    FleetPlan plan = FleetPlan.measured(REPLICAS, REPLICAS + 2, Mode.BUFFERED);
    terminal.say("Starting a coordinator and " + plan.servers()
        + " servers, each its own process, on loopback");
    return new RepairBench(home, terminal, plan);
  }

  RepairReport run(int megabytes) {
    createTable();
    fill(megabytes);
    writes.start();
    Pause.of(WARM_UP);
    SteadyWrites.Count first = writes.count();
    Pause.of(BEFORE);
    SteadyWrites.Count before = writes.count();
    Fleet.Node victim = fleet.servers().getLast();
    victim.process().kill();
    terminal.say("Killed " + victim.id() + " with SIGKILL; writes go on");
    var watch = new Watch(client, List.of(master()));
    awaitLoss(watch, victim);
    SteadyWrites.Count noticed = writes.count();
    long lost = awaitRepair(watch, victim);
    SteadyWrites.Count repaired = writes.count();
    double stallMillis = writes.longestNanos() / 1e6;
    double bytes = (double) lost * plan.segmentBytes();
    double seconds = (repaired.nanos() - noticed.nanos()) / 1e9;
    terminal.say("Copying as many bytes, beside the same writes");
    double copied = copy((int) lost);
    writes.stop();
    return new RepairReport(bytes / MEGABYTE, bytes / MEGABYTE / seconds, copied / MEGABYTE,
        first.perSecondUntil(before), noticed.perSecondUntil(repaired), stallMillis);
  }

  @Override
  public void close() {
    client.close();
    fleet.close();
  }

  private Fleet.Node master() {
    return fleet.servers().getFirst();
  }

  private void createTable() {
    var owner = List.of(master().id());
    Outcome made = client.createTable(TABLE, owner);
    if (!(made instanceof Outcome.Served)) {
      throw new Failed("no table: " + made);
    }
  }

  private void fill(int megabytes) {
    Bytes value = Bytes.of(new byte[FILL_BYTES]);
    var underWay = new ArrayDeque<CompletableFuture<Outcome.OfWrite>>();
    int count = (int) (megabytes * MEGABYTE / FILL_BYTES);
    for (int number = 0; number < count; number++) {
      terminal.bar("filling", (double) number / count, megabytes + " MB");
      underWay.add(async.write(TABLE, workload.key(number), value).toCompletableFuture());
      if (underWay.size() == FILL_UNDER_WAY) {
        requireWritten(underWay.remove().join());
      }
    }
    underWay.forEach(each -> requireWritten(each.join()));
  }

  /// Waits until the master knows that it has lost replicas.
  private void awaitLoss(Watch watch, Fleet.Node victim) {
    long deadline = System.nanoTime() + REPAIR_MAX.toNanos();
    while (watch.look().lost() == 0) {
      check(deadline, victim.id() + " is not noticed to be dead");
    }
  }

  /// Waits until all are made anew, and gives their number.
  private long awaitRepair(Watch watch, Fleet.Node victim) {
    long deadline = System.nanoTime() + REPAIR_MAX.toNanos();
    Watch.View view = watch.look();
    while (!view.restoredFrom(victim.id())) {
      terminal.bar("restoring", (double) view.restored() / Math.max(1, view.lost()),
          view.lost() + " replicas lost, " + view.restored() + " restored");
      check(deadline, "replicas of " + victim.id() + " are not made anew");
      view = watch.look();
    }
    return view.lost();
  }

  private void check(long deadline, String what) {
    if (System.nanoTime() > deadline) {
      throw new Failed(what + " after " + REPAIR_MAX.toSeconds() + " s; see " + home);
    }
    Pause.of(LOOK_EVERY);
  }

  private double copy(int frames) {
    Path directory = home.resolve("copy");
    try {
      Files.createDirectories(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var jvm = new Jvm(Copy.class, 64, Jvm.Compiler.OPTIMIZING);
    var arguments = List.of(directory.toString(), Integer.toString(plan.segmentBytes()));
    try (Child child = Child.start("copy", home.resolve("copy.errors"), jvm, arguments)) {
      int port = Integer.parseInt(child.await(SAYS, START_MAX).group(1));
      return Copy.send(port, plan.segmentBytes(), frames);
    }
  }

  private static void requireWritten(Outcome outcome) {
    if (!(outcome instanceof Outcome.Written)) {
      throw new Failed("a write was not acknowledged: " + outcome);
    }
  }
}
