package dev.goalkeeper.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "one JSON object, alone on standard output")
  private boolean json;

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
    Terminal terminal = Terminal.on(json ? Outlet.errors(spec) : Outlet.of(spec));
    Path home = Folders.fresh("bench");
    RepairReport report;
    try (RepairBench bench = RepairBench.start(home, terminal)) {
      report = bench.run(megabytes);
    }
    Folders.delete(home);
    if (json) {
      PrintWriter out = Outlet.of(spec);
      out.println(report.json().line());
      out.flush();
    }
    report.lines().forEach(terminal::say);
    return 0;
  }
}
