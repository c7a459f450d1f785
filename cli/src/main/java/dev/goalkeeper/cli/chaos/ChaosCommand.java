package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.cluster.ModeOption;
import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Folders;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Mode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Kills, stops, cuts off and fills up servers for as long as one likes, and judges every answer.
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description = {
      "Does bad things to real servers under load, and judges every answer.",
      "Exit status 0: every answer was right, and nothing was lost.",
      "Example: goalkeeper chaos --minutes 10 --seed 7"
    })
public final class ChaosCommand implements Callable<Integer> {
  /// So little that it is written over several times within minutes.
  private static final String MEMORY = "--memory=16m";

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "begin no cycle after so long (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "end after so many (default: by --minutes alone)")
  private int cycles;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of what happens to whom (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(names = "--servers", paramLabel = "N", defaultValue = "4",
      description = "processes (default: ${DEFAULT-VALUE})")
  private int servers;

  @Option(names = "--replicas", paramLabel = "R", defaultValue = "2",
      description = "copies of every write (default: ${DEFAULT-VALUE})")
  private int replicas;

  @Option(names = "--coordinators", paramLabel = "N", defaultValue = "3",
      description = "processes, each with a ZooKeeper of their ensemble: 3, 5 or 7 (default: "
          + "${DEFAULT-VALUE})")
  private int coordinators;

  @Option(names = "--proxies",
      description = "connect them by TCP proxies, even if this process may make network namespaces")
  private boolean proxied;

  @Option(names = "--json", description = "one JSON object, alone on standard output")
  private boolean json;

  @Option(names = "--dir", paramLabel = "DIR",
      description = "where servers keep their files (default: a new one, deleted after success)")
  private @Nullable Path directory;

  @Mixin private ModeOption mode = new ModeOption();

  @Override
  public Integer call() {
    if (minutes < 1 || cycles < 1) {
      throw new BadInput("--minutes " + minutes + " --cycles " + cycles + ": must be 1 or more");
    }
    Path home = directory == null ? Folders.fresh("chaos") : Folders.empty(directory);
    Terminal terminal = Terminal.on(json ? Outlet.errors(spec) : Outlet.of(spec));
    terminal.say("Chaos of seed " + seed + ": " + coordinators + " coordinators and "
        + servers + " servers, each its own process, in " + home);
    ChaosReport report;
    try (var chaos = new Chaos(new Chaos.Setting(
        plan(), proxied, seed, Duration.ofMinutes(minutes), cycles, home), terminal)) {
      report = chaos.run();
    }
    if (json) {
      PrintWriter out = Outlet.of(spec);
      out.println(report.json().line());
      out.flush();
    }
    report.lines().forEach(terminal::say);
    if (!report.ok()) {
      terminal.say("WRONG. Files and logs are kept in " + home + "; the same faults in the same "
          + "order: ./goalkeeper chaos --seed " + seed);
      return Status.FAILED;
    }
    if (directory == null) {
      Folders.delete(home);
    }
    return 0;
  }

  private Machines.Plan plan() {
    if (replicas < 1 || replicas > Limits.REPLICAS_MAX) {
      throw new BadInput("--replicas " + replicas + ": must be 1 to " + Limits.REPLICAS_MAX);
    }
    if (servers < replicas + 2 || servers > Fleet.SERVERS_MAX) {
      throw new BadInput("--servers " + servers + ": " + replicas
          + " replicas beside their master, and one to harm, need at least " + (replicas + 2)
          + "; each is a process on this machine, so at most " + Fleet.SERVERS_MAX);
    }
    if (coordinators < 3 || coordinators > 7 || coordinators % 2 == 0) {
      throw new BadInput("--coordinators " + coordinators + ": must be 3, 5 or 7");
    }
    List<String> options = mode.mode() == Mode.SYNCED
        ? List.of(MEMORY, "--volatile") : List.of(MEMORY);
    return new Machines.Plan(servers, replicas, coordinators, mode.mode(), options);
  }
}
