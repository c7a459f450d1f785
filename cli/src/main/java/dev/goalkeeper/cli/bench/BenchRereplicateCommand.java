package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Folders;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How fast replicas are made anew after a backup's death, and what writes feel of it.
@Command(
    name = "rereplicate",
    mixinStandardHelpOptions = true,
    description = {
      "Kills a backup and measures how fast its replicas are made anew beside writes.",
      "In the same run and beside the same writes: a bare copy of as many bytes, from memory over",
      "loopback into mapped files of another process."
    })
final class BenchRereplicateCommand implements Callable<Integer> {
  private static final int MEGABYTES_MIN = 16;

  @Mixin private final ReportOption report = new ReportOption();

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      defaultValue = "192",
      description = "how much is written before the kill (default: ${DEFAULT-VALUE})")
  private int megabytes;

  @Override
  public Integer call() {
    if (megabytes < MEGABYTES_MIN) {
      throw new BadInput("--megabytes " + megabytes + ": at least " + MEGABYTES_MIN);
    }
    Terminal terminal = report.terminal();
    Path home = Folders.fresh("bench");
    RepairReport found;
    try (RepairBench bench = RepairBench.start(home, terminal)) {
      found = bench.run(megabytes);
    }
    Folders.delete(home);
    report.print(found, terminal);
    return 0;
  }
}
