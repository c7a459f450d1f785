package dev.goalkeeper.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
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
      "Exit status 0: every answer was right, and nothing was lost."
    })
final class ChaosCommand implements Callable<Integer> {
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
    var options = new DemoOptions(servers, replicas, "", 2, mode.mode(), 1, false, false);
    Path home = directory == null ? Folders.fresh("chaos") : Folders.empty(directory);
    Terminal terminal = Terminal.on(json ? Outlet.errors(spec) : Outlet.of(spec));
    terminal.say("Chaos of seed " + seed + ": a coordinator and " + servers
        + " servers, each its own process, in " + home);
    ChaosReport report;
    try (var chaos = new Chaos(new Chaos.Setting(
        options, seed, Duration.ofMinutes(minutes), cycles, home), terminal)) {
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
      return Main.FAILED;
    }
    if (directory == null) {
      Folders.delete(home);
    }
    return 0;
  }
}
