package dev.goalkeeper.bench.rules;

import com.sun.management.ThreadMXBean;
import dev.goalkeeper.pools.Pool;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Measures what rules cost beside the same by hand, all sides in turns within one process.
public final class RulesBench {
  private static final int TASKS = 1_000;
  private static final int ACTIVE = 10;

  /// With a peer's name behind it, the name of a duel.
  public static final String STEP_TO = "step_to_";

  /// Rounds that do not count: tables and loops are compiled in them.
  private static final int WARM_UPS = 3;

  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Plan plan;
  private final Progress progress;
  private final List<Contest> contests = new ArrayList<>();

  /// How much is measured.
  ///
  /// @param rounds in which every side has a turn, at least one
  /// @param turn how long one takes
  /// @param parked tasks that sleep beside the active ones, at least one
  /// @param peers beside which steps of rules are measured; there may be none
  public record Plan(int rounds, Duration turn, int parked, List<Peer> peers) {
    /// Checks that something is measured.
    public Plan {
      peers = List.copyOf(peers);
      if (rounds < 1 || parked < 1 || turn.isZero() || turn.isNegative()) {
        throw new IllegalArgumentException("nothing to measure: " + rounds + " rounds of " + turn
            + " with " + parked + " parked tasks");
      }
    }
  }

  /// What came out.
  ///
  /// @param duels in the order of [RulesBench]'s names
  /// @param bytesPerPass allocated by the pool's thread in a pass that fires
  /// @param parked how many tasks slept
  /// @param bytesPerParked heap that each of them takes, with its part of all that refers to it
  public record Result(
      List<Duel> duels, double bytesPerPass, int parked, double bytesPerParked) {
    /// Keeps a copy of the list.
    public Result {
      duels = List.copyOf(duels);
    }
  }

  /// Hears how far it has come.
  @FunctionalInterface
  public interface Progress {
    void turns(int done, int all);
  }

  /// Two sides, and how they did in each round.
  private record Contest(
      String name, double goal, Side ours, Side bare, List<Double> our, List<Double> bares) {
    private Duel duel() {
      return new Duel(name, median(our), median(bares), goal);
    }
  }

  private RulesBench(Plan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /// Measures. Takes two turns for each duel and round, and the making of the parked tasks.
  public static Result run(Plan plan, Progress progress) {
    return new RulesBench(plan, progress).measured();
  }

  private Result measured() {
    Pool alone = Pools.of(ACTIVE, Copy::numbered);
    Pool crowded = Pools.of(ACTIVE, Copy::numbered);
    Pools.turn(crowded);
    long before = heapBytes();
    Pools.park(crowded, plan.parked());
    // A turn ends after so many looks; those that park are looked at once.
    for (long looks = 0; looks < 2L * plan.parked() + TASKS; ) {
      looks += Pools.turn(crowded);
    }
    double bytesPerParked = (double) (heapBytes() - before) / plan.parked();
    Pool copies = Pools.of(TASKS, Copy::numbered);
    var copiesByHand = new LoopByHand(
        IntStream.range(0, TASKS).mapToObj(CopyByHand::numbered).toList());
    Pool wide = Pools.of(TASKS, Wide::new);
    var wideByHand = new LoopByHand(
        IntStream.range(0, TASKS).mapToObj(WideByHand::new).toList());
    duel("pass", 1.5, turns(copies), turns(copiesByHand));
    duel("wide", 2, turns(wide), turns(wideByHand));
    duel("parked", 1.1, turns(crowded), turns(alone));
    try (Side ours = new PoolHandOff(); Side bare = new BareHandOff();
        Side steps = new RuleSteps(TASKS)) {
      duel("hand_off", 1.3, ours, bare);
      List<Side> peers = plan.peers().stream().map(RulesBench::start).toList();
      for (int i = 0; i < peers.size(); i++) {
        duel(STEP_TO + plan.peers().get(i).name(), 1, steps, peers.get(i));
      }
      rounds();
      peers.forEach(Side::close);
    }
    double bytesPerPass = bytesPerPass(copies);
    List.of(alone, crowded, copies, wide).forEach(Pool::close);
    return new Result(
        contests.stream().map(Contest::duel).toList(), bytesPerPass, plan.parked(),
        bytesPerParked);
  }

  private static Side start(Peer peer) {
    return peer.start(IntStream.range(0, TASKS).mapToObj(StepByHand::new).toList());
  }

  private static Side.Loop turns(Pool pool) {
    return () -> Pools.turn(pool);
  }

  private static Side.Loop turns(LoopByHand loop) {
    return () -> loop.turn(System.nanoTime());
  }

  private void duel(String name, double goal, Side ours, Side bare) {
    contests.add(new Contest(name, goal, ours, bare, new ArrayList<>(), new ArrayList<>()));
  }

  /// Who is first changes with each round.
  private void rounds() {
    int all = (WARM_UPS + plan.rounds()) * contests.size();
    int done = 0;
    for (int round = 0; round < WARM_UPS + plan.rounds(); round++) {
      for (Contest contest : contests) {
        progress.turns(done++, all);
        boolean first = round % 2 == 0;
        double early = turn(first ? contest.ours() : contest.bare());
        double late = turn(first ? contest.bare() : contest.ours());
        if (round >= WARM_UPS) {
          contest.our().add(first ? early : late);
          contest.bares().add(first ? late : early);
        }
      }
    }
  }

  private double turn(Side side) {
    return side.nanos(plan.turn().toNanos());
  }

  private double bytesPerPass(Pool pool) {
    Side.Loop loop = turns(pool);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    double nanos = loop.nanos(plan.turn().toNanos());
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    return allocated * nanos / plan.turn().toNanos();
  }

  private static double median(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /// What is alive. The second collection takes what the first one only found.
  private static long heapBytes() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
