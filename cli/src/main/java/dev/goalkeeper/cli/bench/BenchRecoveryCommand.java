package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How fast the memory of a dead master is back.
@Command(
    name = "recovery",
    mixinStandardHelpOptions = true,
    description = {
      "Kills a master and measures how fast others serve all that it held, and have it replicated.",
      "In the same run: a bare copy of as many bytes, from the frames of a backup over loopback",
      "into the memory of another process.",
      "Example: goalkeeper bench recovery"
    })
final class BenchRecoveryCommand implements Callable<Integer> {
  /// One process more for each.
  private static final int REHEARSALS_MAX = 8;

  @Mixin private final ReportOption report = new ReportOption();

  @Mixin private final MegabytesOption megabytes = new MegabytesOption();

  @Option(
      names = "--rehearsals",
      paramLabel = "N",
      defaultValue = "2",
      description = "recoveries before the one that is measured, so that compilers have had most"
          + " of their work (default: ${DEFAULT-VALUE})")
  private int rehearsals;

  @Override
  public Integer call() {
    int each = megabytes.checked();
    if (rehearsals < 0 || rehearsals > REHEARSALS_MAX) {
      throw new BadInput("--rehearsals " + rehearsals + ": 0 to " + REHEARSALS_MAX);
    }
    Measuring.run(report, (home, terminal) -> {
      try (RecoveryBench bench = RecoveryBench.start(home, terminal, rehearsals)) {
        return bench.run(each, rehearsals);
      }
    });
    return Status.DONE;
  }
}
