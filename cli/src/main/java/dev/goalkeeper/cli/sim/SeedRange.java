package dev.goalkeeper.cli.sim;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.clustersim.Simulation;
import dev.goalkeeper.clustersim.SimulationFailure;
import dev.goalkeeper.clustersim.SimulationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// Seeds from the first to the last, both included.
record SeedRange(long first, long last) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})\\.\\.(\\d{1,15})");

  /// Seeds between two looks at the clock: a second or two of work.
  private static final int BATCH = 40;

  private static final double NANOS = 1e9;

  /// How one seed ended.
  private sealed interface Run {
    /// Every promise was kept.
    record Kept(SimulationReport report) implements Run {}

    /// One was broken.
    record Broken(long seed, SimulationFailure failure) implements Run {}
  }

  /// Reads `1..200`.
  static SeedRange parse(String text) {
    Matcher range = TEXT.matcher(text);
    if (!range.matches() || Long.parseLong(range.group(1)) > Long.parseLong(range.group(2))) {
      throw new BadInput("--seeds " + text + ": must be a range such as 1..1000");
    }
    return new SeedRange(Long.parseLong(range.group(1)), Long.parseLong(range.group(2)));
  }

  /// How many there are.
  long count() {
    return last - first + 1;
  }

  /// Runs all of them, on all processors, and says what came of it. Whoever stops it has been shown
  /// from where to go on.
  SeedsReport run(Simulation simulation, Terminal terminal) {
    var report = new SeedsReport(this, ForkJoinPool.getCommonPoolParallelism() + 1);
    List<Run.Broken> failures = new ArrayList<>();
    long begun = System.nanoTime();
    for (long from = first; from <= last; from += BATCH) {
      for (Run run : batch(simulation, from, Math.min(last, from + BATCH - 1))) {
        switch (run) {
          case Run.Kept(SimulationReport kept) -> report.kept(kept);
          case Run.Broken broken -> {
            report.broken(broken.seed());
            failures.add(broken);
            terminal.say(String.valueOf(broken.failure().getMessage()));
          }
        }
      }
      terminal.bar("seeds", (double) (from - first) / count(), failures.size()
          + " failed; to go on from here: --seeds " + Math.min(last, from + BATCH) + ".." + last);
    }
    report.took((System.nanoTime() - begun) / NANOS);
    failures.stream().limit(1).forEach(
        broken -> simulation.told(broken.seed(), broken.failure()).forEach(terminal::say));
    return report;
  }

  private static List<Run> batch(Simulation simulation, long from, long to) {
    return LongStream.rangeClosed(from, to).parallel()
        .mapToObj(seed -> run(simulation, seed)).toList();
  }

  private static Run run(Simulation simulation, long seed) {
    try {
      return new Run.Kept(simulation.run(seed));
    } catch (SimulationFailure broken) {
      return new Run.Broken(seed, broken);
    }
  }
}
