package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.BadInput;
import java.time.Duration;
import picocli.CommandLine.Option;

/// How long those that are compared are measured: in turns, as often as there are rounds.
final class TurnOptions {
  private static final int TURN_MILLIS = 250;

  private final int millisMin;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "how often each has a turn; medians are shown (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--turn",
      paramLabel = "MILLIS",
      description = "how long a turn takes (default: ${DEFAULT-VALUE})")
  private int turnMillis = TURN_MILLIS;

  /// @param rounds unless others are asked for
  /// @param millisMin the shortest turn that measures anything
  TurnOptions(int rounds, int millisMin) {
    this.rounds = rounds;
    this.millisMin = millisMin;
  }

  /// @throws BadInput if that measures nothing
  void check() {
    if (rounds < 1 || turnMillis < millisMin) {
      throw new BadInput("--rounds and --turn: at least 1 and " + millisMin);
    }
  }

  int rounds() {
    return rounds;
  }

  Duration turn() {
    return Duration.ofMillis(turnMillis);
  }
}
