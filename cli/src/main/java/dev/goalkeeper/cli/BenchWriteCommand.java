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
  private static final int MILLIS_MIN = 10;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--peer",
      paramLabel = "STORE",
      description = "another store to measure beside it: redis, if it is installed")
  private @Nullable Peer peer;

  @Mixin private ModeOption mode = new ModeOption();

  @Option(names = "--json", description = "one JSON object, alone on standard output")
  private boolean json;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "how often everyone has a turn; medians are shown (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Option(
      names = "--turn",
      paramLabel = "MILLIS",
      defaultValue = "250",
      description = "how long a turn takes (default: ${DEFAULT-VALUE})")
  private int turnMillis;

  /// Other stores that this command knows how to start.
  enum Peer {
    REDIS
  }

  @Override
  public Integer call() {
    if (rounds < 1 || turnMillis < MILLIS_MIN) {
      throw new BadInput("--rounds and --turn: at least 1 and " + MILLIS_MIN);
    }
    if (peer == Peer.REDIS) {
      RedisGroup.requireInstalled();
    }
    Terminal terminal = Terminal.on(json ? Outlet.errors(spec) : Outlet.of(spec));
    Path home = Folders.fresh("bench");
    WriteReport report = measure(home, terminal);
    Folders.delete(home);
    if (json) {
      PrintWriter out = Outlet.of(spec);
      out.println(report.json().line());
      out.flush();
    }
    report.lines().forEach(terminal::say);
    return 0;
  }

  private WriteReport measure(Path home, Terminal terminal) {
    try (var bench = new WriteBench(home, terminal, Duration.ofMillis(turnMillis))) {
      bench.startStore(WriteBench.plan(mode.mode()));
      bench.startFloor();
      if (peer == Peer.REDIS) {
        bench.startRedis(mode.mode());
      }
      return bench.run(rounds);
    }
  }
}
