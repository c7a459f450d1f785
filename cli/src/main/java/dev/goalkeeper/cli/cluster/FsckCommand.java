package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.store.fsck.Fsck;
import dev.goalkeeper.store.fsck.FsckReport;
import dev.goalkeeper.store.fsck.Holdings;
import dev.goalkeeper.store.fsck.Journal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Examines the data directories of stopped servers.
@Command(
    name = "fsck",
    mixinStandardHelpOptions = true,
    description = {
      "Examines data directories of stopped servers: is everything there, in enough copies?",
      "Exit status 0: it is.",
      "Example: goalkeeper fsck --record data/coordinator data/server1 data/server2 data/server3"
    })
public final class FsckCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "a server's data directory")
  private List<Path> directories = List.of();

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "what a client was told is safe; without it, whatever is found counts")
  private @Nullable Path journal;

  @Option(
      names = "--record",
      paramLabel = "DIR",
      description = {
        "a coordinator's directory (its --dir), to know whose each tablet is; with several",
        "coordinators once for each. Without it, what dead masters left behind counts as well"
      })
  private List<Path> records = List.of();

  @Option(
      names = "--replicas",
      paramLabel = "R",
      defaultValue = "3",
      description = "copies that each object must have (default: ${DEFAULT-VALUE})")
  private int replicas;

  @Override
  public Integer call() {
    if (replicas < 1) {
      throw new BadInput("--replicas " + replicas + ": must be 1 or more");
    }
    Holdings holdings = Recorded.in(records);
    FsckReport report =
        journal == null
            ? Fsck.run(directories, holdings, replicas)
            : Fsck.check(directories, Journal.read(journal), holdings, replicas);
    PrintWriter out = Outlet.of(spec);
    report.lines().forEach(out::println);
    out.flush();
    return report.ok() ? 0 : Status.FAILED;
  }
}
