package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.cluster.ModeOption;
import dev.goalkeeper.cli.console.Folders;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a small, triplicated write costs.
@Command(
    name = "write",
    mixinStandardHelpOptions = true,
    description = {
      "Measures 100-byte writes, three copies each, on a cluster of five processes.",
      "Beside them, in the same rounds, the floor: the same bytes in the same pattern over bare",
      "sockets. The machine's noise meets all alike: quote ratios of one run."
    })
final class BenchWriteCommand implements Callable<Integer> {
  private static final int ROUNDS = 5;
  private static final int MILLIS_MIN = 10;

  @Mixin private final ReportOption report = new ReportOption();

  @Mixin private final TurnOptions turns = new TurnOptions(ROUNDS, MILLIS_MIN);

  @Option(
      names = "--peer",
      paramLabel = "STORE",
      description = "another store to measure beside it: redis, if it is installed")
  private @Nullable Peer peer;

  @Mixin private ModeOption mode = new ModeOption();

  /// Other stores that this command knows how to start.
  enum Peer {
    REDIS
  }

  @Override
  public Integer call() {
    turns.check();
    if (peer == Peer.REDIS) {
      RedisGroup.requireInstalled();
    }
    Terminal terminal = report.terminal();
    Path home = Folders.fresh("bench");
    WriteReport found = measure(home, terminal);
    Folders.delete(home);
    report.print(found, terminal);
    return 0;
  }

  private WriteReport measure(Path home, Terminal terminal) {
    try (var bench = new WriteBench(home, terminal, turns.turn())) {
      bench.startStore(WriteBench.plan(mode.mode()));
      bench.startFloor();
      if (peer == Peer.REDIS) {
        bench.startRedis(mode.mode());
      }
      return bench.run(turns.rounds());
    }
  }
}
