package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.cluster.ModeOption;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.console.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// What a small, triplicated write costs.
@Command(
    name = "write",
    mixinStandardHelpOptions = true,
    description = {
      "Measures 100-byte writes, three copies each, on a cluster of five processes.",
      "Beside them, in the same rounds, the floor: the same bytes in the same pattern over bare",
      "sockets. The machine's noise meets all alike: quote ratios of one run.",
      "Example: goalkeeper bench write --peer redis"
    })
final class BenchWriteCommand implements Callable<Integer> {
  private static final int ROUNDS = 5;
  private static final int MILLIS_MIN = 10;

  @Mixin private final ReportOption report = new ReportOption();

  @Mixin private final TurnOptions turns = new TurnOptions(ROUNDS, MILLIS_MIN);

  @Mixin private final PeerOption peer = new PeerOption();

  @Mixin private ModeOption mode = new ModeOption();

  @Override
  public Integer call() {
    turns.check();
    boolean redis = peer.redis();
    Measuring.run(report, (home, terminal) -> measure(home, terminal, redis));
    return Status.DONE;
  }

  private WriteReport measure(Path home, Terminal terminal, boolean redis) {
    try (var bench = new WriteBench(home, terminal, turns.turn())) {
      bench.startStore(mode.mode());
      bench.startFloor();
      if (redis) {
        bench.startRedis(mode.mode());
      }
      return bench.run(turns.rounds());
    }
  }
}
