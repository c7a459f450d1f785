package dev.goalkeeper.cli.sim;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.clustersim.FaultCounts;
import dev.goalkeeper.clustersim.Firings;
import dev.goalkeeper.clustersim.Simulation;
import dev.goalkeeper.clustersim.SimulationFailure;
import dev.goalkeeper.clustersim.SimulationReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

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

  /// Runs all of them, on all processors; prints what came of it. Returns the exit status.
  int run(Simulation simulation, @Nullable CommandSpec spec) {
    Terminal terminal = Terminal.on(Outlet.errors(spec));
    var firings = new Firings();
    var faults = new FaultCounts();
    List<Run.Broken> failures = new ArrayList<>();
    long events = 0;
    long begun = System.nanoTime();
    for (long from = first; from <= last; from += BATCH) {
      for (Run run : batch(simulation, from, Math.min(last, from + BATCH - 1))) {
        switch (run) {
          case Run.Kept(SimulationReport report) -> {
            firings.add(report.firings());
            faults.add(report.faults());
            events += report.events();
          }
          case Run.Broken broken -> failures.add(broken);
        }
      }
      terminal.bar("seeds", (double) (from - first) / (last - first + 1),
          from + ", " + failures.size() + " failed");
    }
    double seconds = (System.nanoTime() - begun) / NANOS;
    failures.forEach(broken -> terminal.say(String.valueOf(broken.failure().getMessage())));
    failures.stream().limit(1).forEach(
        broken -> simulation.told(broken.seed(), broken.failure()).forEach(terminal::say));
    PrintWriter out = Outlet.of(spec);
    out.printf("%,d seeds in %.1f s, %d failed; %,d events, %,.0f a second%n",
        last - first + 1, seconds, failures.size(), events, events / seconds);
    out.printf("%sfaults %s%n", firings, faults.all());
    out.flush();
    return failures.isEmpty() ? 0 : Status.FAILED;
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
