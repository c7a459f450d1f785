package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.rules.Peer;
import dev.goalkeeper.bench.rules.RulesBench;
import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What rules cost beside the same written by hand, and beside peers.
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = {
      "Measures rules beside the same written by hand: a pass that fires, a large table, a million",
      "sleeping tasks, and the way from a result to the rule that fires on it.",
      "Both sides have turns in the same rounds: quote ratios of one run.",
      "Example: goalkeeper bench rules --json"
    })
final class BenchRulesCommand implements Callable<Integer> {
  private static final int ROUNDS = 9;

  @Mixin private final ReportOption report = new ReportOption();

  @Mixin private final TurnOptions turns = new TurnOptions(ROUNDS, 1);

  @Option(
      names = "--parked",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "how many tasks sleep (default: ${DEFAULT-VALUE})")
  private int parked;

  @Option(
      names = "--full",
      description = {
        "also one step of a task beside one of a virtual thread, a CompletableFuture, a Pekko",
        "actor, a Spring Statemachine; the first time, these are built (20 MB of libraries)"
      })
  private boolean full;

  @Override
  public Integer call() {
    turns.check();
    if (parked < 1) {
      throw new BadInput("--parked " + parked + ": at least 1");
    }
    List<Peer> peers = full ? peers() : List.of();
    Terminal terminal = report.terminal();
    var plan = new RulesBench.Plan(turns.rounds(), turns.turn(), parked, peers);
    RulesBench.Result result = RulesBench.run(
        plan, (done, all) -> terminal.bar("rules", (double) done / all, ""));
    report.print(new RulesReport(result, peers), terminal);
    return 0;
  }

  private static List<Peer> peers() {
    if (Peer.found().isEmpty()) {
      throw new BadInput("--full: the peers are not on the class path; start it with"
          + " ./goalkeeper, which builds them, and without GOALKEEPER_NO_BUILD");
    }
    return Peer.all();
  }
}
