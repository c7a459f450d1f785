package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// How fast replicas are made anew after a backup's death, and what writes feel of it.
@Command(
    name = "rereplicate",
    mixinStandardHelpOptions = true,
    description = {
      "Kills a backup and measures how fast its replicas are made anew beside writes.",
      "In the same run and beside the same writes: a bare copy of as many bytes, from memory over",
      "loopback into mapped files of another process.",
      "Example: goalkeeper bench rereplicate"
    })
final class BenchRereplicateCommand implements Callable<Integer> {
  @Mixin private final ReportOption report = new ReportOption();

  @Mixin private final MegabytesOption megabytes = new MegabytesOption();

  @Override
  public Integer call() {
    int each = megabytes.checked();
    Measuring.run(report, (home, terminal) -> {
      try (RepairBench bench = RepairBench.start(home, terminal)) {
        return bench.run(each);
      }
    });
    return Status.DONE;
  }
}
