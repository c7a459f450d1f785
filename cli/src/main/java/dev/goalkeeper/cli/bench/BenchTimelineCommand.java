package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.timeline.OpenLoop;
import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.ReportOption;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What calls wait when a master is killed, as a picture.
@Command(
    name = "timeline",
    mixinStandardHelpOptions = true,
    description = {
      "Reads and writes 100-byte objects at a steady rate, kills their master with SIGKILL, and",
      "shows what calls took, for each 10 ms of it, and as a picture.",
      "With --peer redis the same follows with Redis, SET and WAIT for three replicas. It does not",
      "fail over by itself: as soon as a connection has ended, a replica is promoted, the others",
      "follow it, and what was not answered is asked again. Nobody has to find out who is dead.",
      "Example: goalkeeper bench timeline --peer redis --out timeline.svg"
    })
final class BenchTimelineCommand implements Callable<Integer> {
  private static final int RATE_MAX = 50_000;
  private static final int SECONDS_MAX = 60;

  /// One process more for each.
  private static final int REHEARSALS_MAX = 8;

  private static final Duration BEFORE = Duration.ofSeconds(1);

  @Mixin private final ReportOption report = new ReportOption();

  @Mixin private final PeerOption peer = new PeerOption();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the picture is written, in SVG (default: nowhere)")
  private @Nullable Path out;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "2000",
      description = "reads a second, and as many writes (default: ${DEFAULT-VALUE})")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "4",
      description = "how long it is watched after the kill (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--rehearsals",
      paramLabel = "N",
      defaultValue = "2",
      description = "masters that are killed before the one that is shown"
          + " (default: ${DEFAULT-VALUE})")
  private int rehearsals;

  @Option(
      names = "--patience-ms",
      paramLabel = "MILLIS",
      defaultValue = "500",
      description = "how long a server that others miss may take to answer until it is given up;"
          + " a coordinator usually has 240, but here all share a machine"
          + " (default: ${DEFAULT-VALUE})")
  private int patienceMillis;

  @Override
  public Integer call() {
    check();
    boolean redis = peer.redis();
    TimelineReport found = Measuring.run(report,
        (home, terminal) -> measure(home, terminal, redis));
    if (out != null) {
      write(out, found.svg());
    }
    return Status.DONE;
  }

  private TimelineReport measure(Path home, Terminal terminal, boolean redis) {
    var plan = new OpenLoop.Plan(rate, BEFORE, Duration.ofSeconds(seconds));
    var bench = new TimelineBench(home, terminal, plan);
    TimelineBench.Death store = bench.store(rehearsals, patienceMillis);
    return new TimelineReport(plan, redis ? List.of(store, bench.redis()) : List.of(store));
  }

  private void check() {
    if (rate < 1 || rate > RATE_MAX) {
      throw new BadInput("--rate " + rate + ": 1 to " + RATE_MAX);
    }
    if (seconds < 1 || seconds > SECONDS_MAX) {
      throw new BadInput("--seconds " + seconds + ": 1 to " + SECONDS_MAX);
    }
    if (rehearsals < 0 || rehearsals > REHEARSALS_MAX) {
      throw new BadInput("--rehearsals " + rehearsals + ": 0 to " + REHEARSALS_MAX);
    }
    if (patienceMillis < 1) {
      throw new BadInput("--patience-ms " + patienceMillis + ": at least 1");
    }
    if (out != null && !mayBeWritten(out)) {
      throw new BadInput("--out " + out + ": no file in a folder that is there");
    }
  }

  private static boolean mayBeWritten(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    return folder != null && Files.isDirectory(folder) && !Files.isDirectory(file);
  }

  private static void write(Path file, String svg) {
    try {
      Files.writeString(file, svg);
    } catch (IOException failed) {
      throw new Failed("cannot write " + file + ": " + failed);
    }
  }
}
