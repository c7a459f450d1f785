package dev.goalkeeper.cli.sim;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.clustersim.big.BigCluster;
import dev.goalkeeper.clustersim.big.BigRecovery;
import java.util.List;
import picocli.CommandLine.Option;

/// The options of large clusters, which nothing goes wrong with but one crash: what it costs.
final class BigSimulations {
  private static final long SEED = 1;
  private static final int CRASH_SEGMENTS = 100;
  private static final int RECOVERY_SEGMENTS = 240;

  @Option(
      names = "--big",
      paramLabel = "SERVERS",
      split = ",",
      description = "that many servers without a byte; one crashes, and what others do is counted")
  private List<Integer> crashes = List.of();

  @Option(
      names = "--recovery",
      paramLabel = "SERVERS",
      split = ",",
      description = "that many servers recover one, with messages that cost time, as in 10,100")
  private List<Integer> recoveries = List.of();

  @Option(
      names = "--segments",
      paramLabel = "N",
      description = "with --big: of each server (100); with --recovery: of the one that dies (240)")
  private int segments;

  /// How many of the two are asked for.
  int chosen() {
    return (crashes.isEmpty() ? 0 : 1) + (recoveries.isEmpty() ? 0 : 1);
  }

  BigTable run(Terminal terminal) {
    try {
      return crashes.isEmpty()
          ? new BigTable(recoveries.stream().map(servers -> BigTable.row(BigRecovery.run(
              servers, segments(RECOVERY_SEGMENTS), SEED, terminal::say))).toList())
          : new BigTable(crashes.stream().map(servers -> BigTable.row(BigCluster.run(
              servers, segments(CRASH_SEGMENTS), SEED, terminal::say))).toList());
    } catch (IllegalArgumentException wrong) {
      throw new BadInput(String.valueOf(wrong.getMessage()));
    }
  }

  private int segments(int usual) {
    return segments == 0 ? usual : segments;
  }
}
