package dev.goalkeeper.cli.check;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.examples.Check;
import dev.goalkeeper.examples.Example;
import dev.goalkeeper.examples.Tour;
import dev.goalkeeper.examples.Trial;
import dev.goalkeeper.examples.TrialFailed;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The numbered tour of rules, tasks and pools.
@Command(
    name = "example",
    mixinStandardHelpOptions = true,
    description = {
      "The tour of rules, tasks and pools. Without arguments: the list.",
      "Exit status 0: it was seen to be right.",
      "Example: goalkeeper example 4 watch"
    })
public final class ExampleCommand implements Callable<Integer> {
  /// What to do with an example.
  private enum How {
    CHECK,
    WATCH,
    RUN
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NUMBER", arity = "0..1", description = "which example")
  private int number;

  @Parameters(
      index = "1",
      paramLabel = "HOW",
      arity = "0..1",
      description = "check: prove its tables, and look at many simulated worlds with faults; "
          + "watch: one world, a line a firing; run: in real time (default: check)")
  private How how = How.CHECK;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      defaultValue = "1",
      description = "with watch: which world (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "200",
      description = "with check: how many worlds (default: ${DEFAULT-VALUE})")
  private int seeds;

  @Override
  public Integer call() {
    if (number == 0) {
      list();
      return 0;
    }
    if (number < 0 || number > Tour.EXAMPLES.size()) {
      throw new BadInput("there is no example " + number + ": they are 1 to "
          + Tour.EXAMPLES.size());
    }
    if (seeds < 1) {
      throw new BadInput("--seeds " + seeds + ": must be 1 or more");
    }
    Example example = Tour.number(number);
    switch (how) {
      case CHECK -> check(example);
      case WATCH -> watch(example);
      case RUN -> example.run(this::say);
    }
    return 0;
  }

  private void list() {
    for (int i = 1; i <= Tour.EXAMPLES.size(); i++) {
      Example example = Tour.number(i);
      say(i + "  " + example.title());
      say("   teaches: " + example.teaches());
    }
    say("");
    say("goalkeeper example NUMBER check | watch | run");
  }

  private void check(Example example) {
    for (Check check : Check.all(seeds)) {
      Check.Verdict verdict = check.of(example);
      if (!verdict.good()) {
        throw new Failed(check.name() + ": " + String.join("\n", verdict.lines()));
      }
      verdict.lines().forEach(line -> say(check.name() + ": " + line));
    }
  }

  private void watch(Example example) {
    try {
      Trial.Outcome outcome = Trial.watch(example, seed, this::say);
      say("all at their goals after " + outcome.events() + " events; seed " + seed);
    } catch (TrialFailed failed) {
      throw new Failed(String.valueOf(failed.getMessage()));
    }
  }

  private void say(String line) {
    PrintWriter out = Outlet.of(spec);
    out.println(line);
    out.flush();
  }
}
