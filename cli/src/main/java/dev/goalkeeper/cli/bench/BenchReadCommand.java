package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.console.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What a small read costs.
@Command(
    name = "read",
    mixinStandardHelpOptions = true,
    description = {
      "Measures reads of 100-byte values, one and 16 outstanding, on a cluster of five processes.",
      "Beside them, in the same rounds, a bare echo of as many bytes over TCP. The machine's noise",
      "meets all alike: quote ratios of one run.",
      "Example: goalkeeper bench read --peer redis"
    })
final class BenchReadCommand implements Callable<Integer> {
  private static final int ROUNDS = 5;
  private static final int MILLIS_MIN = 10;

  @Mixin private final ReportOption report = new ReportOption();

  @Mixin private final TurnOptions turns = new TurnOptions(ROUNDS, MILLIS_MIN);

  @Mixin private final PeerOption peer = new PeerOption();

  @Override
  public Integer call() {
    turns.check();
    boolean redis = peer.redis();
    Measuring.run(report, (home, terminal) -> measure(home, terminal, redis));
    return Status.DONE;
  }

  private ReadReport measure(Path home, Terminal terminal, boolean redis) {
    try (var bench = new ReadBench(home, terminal, turns.turn())) {
      bench.startStore();
      bench.startFloor();
      if (redis) {
        bench.startRedis();
      }
      return bench.run(turns.rounds());
    }
  }
}
