package dev.goalkeeper.cli;

import dev.goalkeeper.bench.rules.RulesBench;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What rules cost beside the same written by hand.
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = {
      "Measures rules beside the same written by hand: a pass that fires, a large table, a million",
      "sleeping tasks, and the way from a result to the rule that fires on it.",
      "Both sides have turns in the same rounds: quote ratios of one run."
    })
final class BenchRulesCommand implements Callable<Integer> {
  private static final int MILLIS_MIN = 1;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--json", description = "one JSON object, alone on standard output")
  private boolean json;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "9",
      description = "how often each side has a turn; medians are shown (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--turn",
      paramLabel = "MILLIS",
      defaultValue = "250",
      description = "how long a turn takes (default: ${DEFAULT-VALUE})")
  private int turnMillis;

  @Option(
      names = "--parked",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "how many tasks sleep (default: ${DEFAULT-VALUE})")
  private int parked;

  @Override
  public Integer call() {
    if (rounds < 1 || turnMillis < MILLIS_MIN || parked < 1) {
      throw new BadInput("--rounds, --turn and --parked: at least 1");
    }
    Terminal terminal = Terminal.on(json ? Outlet.errors(spec) : Outlet.of(spec));
    var plan = new RulesBench.Plan(rounds, Duration.ofMillis(turnMillis), parked);
    var report = new RulesReport(RulesBench.run(
        plan, (done, all) -> terminal.bar("rules", (double) done / all, "")));
    if (json) {
      PrintWriter out = Outlet.of(spec);
      out.println(report.json().line());
      out.flush();
    }
    report.lines().forEach(terminal::say);
    return 0;
  }
}
