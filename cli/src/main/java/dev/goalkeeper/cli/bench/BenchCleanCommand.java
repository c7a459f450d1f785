package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Folders;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Size;
import dev.goalkeeper.cli.console.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What cleaning costs those who write.
@Command(
    name = "clean",
    mixinStandardHelpOptions = true,
    description = {
      "Overwrites objects at random in a store that is 90 %% full, three copies each, and does the",
      "same in one that is almost empty, in turns in one run. Shows what cleaning costs, and what",
      "index and log take for each object beyond its key and value.",
      "Example: goalkeeper bench clean --turn 1000"
    })
final class BenchCleanCommand implements Callable<Integer> {
  private static final int ROUNDS = 5;

  /// In less the free memory would serve, and nothing be cleaned.
  private static final int MILLIS_MIN = 100;

  private static final long MEMORY_MIN = 24 << 20;
  private static final int PERCENT_MAX = 98;

  @Mixin private final ReportOption report = new ReportOption();

  @Mixin private final TurnOptions turns = new TurnOptions(ROUNDS, MILLIS_MIN);

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "128m",
      converter = Size.Converter.class,
      description = "of each server (default: ${DEFAULT-VALUE})")
  private Size memory = new Size(0);

  @Option(
      names = "--full",
      paramLabel = "PERCENT",
      defaultValue = "90",
      description = "of what objects may take (default: ${DEFAULT-VALUE})")
  private int percent;

  @Override
  public Integer call() {
    turns.check();
    if (memory.bytes() < MEMORY_MIN) {
      throw new BadInput("--memory " + memory.bytes() + ": at least " + MEMORY_MIN);
    }
    if (percent < 1 || percent > PERCENT_MAX) {
      throw new BadInput("--full " + percent + ": 1 to " + PERCENT_MAX);
    }
    Terminal terminal = report.terminal();
    Path home = Folders.fresh("bench");
    CleanReport found;
    try (CleanBench bench = CleanBench.start(home, terminal, memory.bytes())) {
      bench.fill(percent);
      found = bench.run(turns.rounds(), turns.turn());
    }
    Folders.delete(home);
    report.print(found, terminal);
    return 0;
  }
}
