package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Contest;
import dev.goalkeeper.bench.Load;
import dev.goalkeeper.bench.Sample;
import dev.goalkeeper.bench.Subject;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Those who are compared in one run, what has to be closed after it, and the rounds in which they
/// are measured.
final class Contestants implements AutoCloseable {
  /// The table that is measured, on one master: the others of the cluster are its backups.
  static final String TABLE = "bench";

  /// How long the store alone is called, at the most, before anything is measured: the compilers of
  /// four servers need five seconds of a core each until p50 is a tenth of what it was.
  private static final Duration WARM_UP_MAX = Duration.ofSeconds(13);

  /// More under way than is ever measured, for as long as the others together: code gets warm by
  /// how often it runs, and writes that wait for a disk run it seldom.
  private static final Load WARMING = new Load(1, 64);

  /// Cycles of all loads in a row that are no faster than the best before them: it is warm.
  private static final int WARM_CYCLES = 4;

  /// The store is warm by then, the others need a round.
  private static final int WARM_UP_ROUNDS = 1;

  private final List<Runnable> closing = new ArrayList<>();
  private final Map<String, Map<Load, Contest.Entry>> entries = new LinkedHashMap<>();
  private final Terminal terminal;
  private final Duration turn;
  private final Contest contest;

  Contestants(Terminal terminal, Duration turn) {
    this.terminal = terminal;
    this.turn = turn;
    this.contest = new Contest(turn);
  }

  /// Starts a cluster, with the table on one master.
  ///
  /// @return what a client of it needs
  ClientOptions startStore(Path home, FleetPlan plan) {
    terminal.say("Starting a coordinator and " + plan.servers()
        + " servers, each its own process, on loopback");
    Fleet fleet = Fleet.start(home, plan);
    closeAfter(fleet::close);
    ClientOptions options = ClientOptions.of(fleet.coordinators());
    try (StoreClient client = StoreClient.connect(options)) {
      Outcome made = client.createTable(TABLE, List.of(fleet.servers().getFirst().id()));
      if (!(made instanceof Outcome.Served)) {
        throw new Failed("no table: " + made);
      }
    }
    return options;
  }

  /// What was started last is closed first.
  void closeAfter(Runnable close) {
    closing.add(close);
  }

  /// Calls until that is as fast as it gets.
  ///
  /// @param loads under which it is measured later
  void warmUp(Subject subject, List<Load> loads) {
    long startNanos = System.nanoTime();
    double part = 0;
    double best = 0;
    int slower = 0;
    while (part < 1 && slower < WARM_CYCLES) {
      terminal.bar("warm up", part, "the store alone");
      subject.call(WARMING, turn.multipliedBy(loads.size()));
      double rate = loads.stream().mapToDouble(load -> subject.call(load, turn).perSecond()).sum();
      slower = rate > best ? 0 : slower + 1;
      best = Math.max(best, rate);
      part = (double) (System.nanoTime() - startNanos) / WARM_UP_MAX.toNanos();
    }
  }

  /// Enters a subject, or several ways to do the same of which the fastest counts.
  void enter(String who, Load load, Subject... ways) {
    entries.computeIfAbsent(who, _ -> new LinkedHashMap<>()).put(load, contest.add(load, ways));
  }

  /// Measures everyone that was entered, in turns.
  Medians run(int rounds) {
    contest.run(WARM_UP_ROUNDS, rounds, (done, all) -> terminal.bar("measure", (double) done / all,
        WARM_UP_ROUNDS + rounds + " rounds, " + all + " turns of " + turn.toMillis() + " ms"));
    var medians = new LinkedHashMap<String, Map<Load, Sample>>();
    entries.forEach((who, loads) -> {
      var samples = new LinkedHashMap<Load, Sample>();
      loads.forEach((load, entry) -> samples.put(load, entry.median()));
      medians.put(who, samples);
    });
    return new Medians(medians);
  }

  @Override
  public void close() {
    closing.reversed().forEach(Runnable::run);
    closing.clear();
  }
}
