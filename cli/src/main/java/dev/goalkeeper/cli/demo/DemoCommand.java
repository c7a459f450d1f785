package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.ModeOption;
import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Folders;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.store.wire.Mode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A cluster of processes, a load, a SIGKILL in the middle of it, and the proof that nothing was
/// lost.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Kills servers under load, and proves that nothing was lost.",
      "Starts a cluster of processes and shows what the rules do. Exit status 0: proved.",
      "Example: goalkeeper demo --kill 2"
    })
public final class DemoCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--servers", paramLabel = "N", description = "default: replicas + 1 + killed")
  private int servers;

  @Option(
      names = "--replicas",
      paramLabel = "R",
      defaultValue = "3",
      description = "copies of every write (default: ${DEFAULT-VALUE})")
  private int replicas;

  @Option(
      names = "--load",
      paramLabel = "FILE",
      description = "lines of key<TAB>value, - is standard input (default: all character names)")
  private String load = "";

  @Option(names = "--json", description = "one JSON object, alone on standard output")
  private boolean json;

  @Option(names = "--keep", description = "stay up until Ctrl-C, and keep the directory")
  private boolean keep;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "where servers keep their files (default: a new one, deleted after success)")
  private @Nullable Path directory;

  @Option(
      names = "--kill",
      paramLabel = "N",
      defaultValue = "1",
      description = "kill so many at the same instant, replicas - 1 at most (default: 1)")
  private int killed;

  @Option(
      names = "--pause",
      description = "stop one with SIGSTOP instead; once others serve, continue it: it must leave")
  private boolean pause;

  @Option(
      names = "--kill-coordinator",
      description = "run three coordinators, and kill the leader in the middle of the recovery")
  private boolean killCoordinator;

  @Option(
      names = "--kill-all",
      description = "kill every process at once instead, and start all of them again")
  private boolean killAll;

  @Option(
      names = "--power-cut",
      description = "the same, and memory goes with them; synced unless --mode says otherwise")
  private boolean powerCut;

  @Mixin private ModeOption mode = new ModeOption();

  @Option(
      names = "--patience-ms",
      paramLabel = "MS",
      defaultValue = "" + FleetPlan.USUAL_PATIENCE_MILLIS,
      description = {
        "how long a server that others miss may take to answer until it is given up",
        "(default: ${DEFAULT-VALUE}, for all share one machine; a coordinator's own is 240)"
      })
  private int patienceMillis;

  @Option(names = "--rolls", defaultValue = "8", hidden = true)
  private int rolls;

  @Override
  public Integer call() {
    int fleet = servers == 0 ? replicas + 1 + killed : servers;
    var options = new DemoOptions(
        fleet, replicas, load, rolls,
        mode.mode(powerCut ? Mode.SYNCED : Mode.BUFFERED), killed, pause, patienceMillis,
        killCoordinator);
    if (pause && (killed > 1 || killAll || powerCut)) {
      throw new BadInput("--pause: nobody is killed then; leave the other out");
    }
    if (killCoordinator && (killAll || powerCut)) {
      throw new BadInput("--kill-coordinator: it is killed anyway; leave the other out");
    }
    if (keep && (killAll || powerCut)) {
      throw new BadInput("--keep: nothing stays up when everything is killed; leave it out");
    }
    Terminal terminal = Terminal.on(json ? Outlet.errors(spec) : Outlet.of(spec));
    Path home = directory == null ? Folders.fresh("demo") : Folders.empty(directory);
    return killAll || powerCut
        ? blackOut(options, home, terminal) : demonstrate(options, home, terminal);
  }

  private int blackOut(DemoOptions options, Path home, Terminal terminal) {
    BlackoutReport report;
    try (Blackout blackout =
        Blackout.start(new Blackout.Setting(options, powerCut, home, terminal))) {
      report = blackout.run();
    }
    tell(report.json(), report.lines(), terminal);
    return conclude(report.ok(), home, terminal);
  }

  private int demonstrate(DemoOptions options, Path home, Terminal terminal) {
    DemoReport report;
    try (Demo demo = Demo.start(options, home, terminal)) {
      report = demo.run(keep);
      tell(report.json(), report.lines(), terminal);
      if (keep) {
        conclude(report.ok(), home, terminal);
        demo.stay();
        return report.ok() ? 0 : Status.FAILED;
      }
    }
    return conclude(report.ok(), home, terminal);
  }

  private void tell(Json report, List<String> lines, Terminal terminal) {
    if (json) {
      PrintWriter out = Outlet.of(spec);
      out.println(report.line());
      out.flush();
    }
    lines.forEach(terminal::say);
  }

  private int conclude(boolean ok, Path home, Terminal terminal) {
    if (!ok) {
      terminal.say("NOT PROVED. Files, logs and journal are kept in " + home);
    } else if (directory == null && !keep) {
      terminal.say("Proved: nothing was lost. --dir or --keep keeps the files");
    } else {
      terminal.say("Proved: nothing was lost. Files, logs and journal are in " + home);
    }
    if (ok && directory == null && !keep) {
      Folders.delete(home);
    }
    return ok ? 0 : Status.FAILED;
  }
}
