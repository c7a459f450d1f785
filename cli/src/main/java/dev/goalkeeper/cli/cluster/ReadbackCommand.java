package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.Outlet;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.fsck.Journal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Reads back what a journal says was acknowledged: a client that has nothing to do with whoever
/// wrote it.
@Command(
    name = "readback",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = {
      "Reads everything in a journal back, and prints how it fared as one JSON line.",
      "Example: goalkeeper readback --coordinator localhost:7000 --journal journal"
    })
public final class ReadbackCommand implements Callable<Integer> {
  /// Reads are answered from memory: more of them keep servers and this process busy at once.
  private static final int OUTSTANDING_MAX = 512;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private Running running = new Running();

  @Mixin private TableOption table = new TableOption();

  @Option(names = "--journal", paramLabel = "FILE", required = true)
  private Path journal = Path.of("");

  private final Semaphore slots = new Semaphore(OUTSTANDING_MAX);
  private final LongAdder found = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder mismatched = new LongAdder();

  @Override
  public Integer call() {
    Journal read = Journal.read(journal);
    try (AsyncStoreClient client = running.connectAsync()) {
      for (Journal.Line line : read.newest()) {
        slots.acquireUninterruptibly();
        seek(client, line);
      }
      slots.acquireUninterruptibly(OUTSTANDING_MAX);
    }
    var result =
        new Readback(read.newest().size(), found.sum(), lost.sum(), mismatched.sum());
    Outlet.of(spec).println(result.json().line());
    return result.ok() ? 0 : Status.FAILED;
  }

  private void seek(AsyncStoreClient client, Journal.Line line) {
    client.read(table.name(), line.key())
        .thenAccept(outcome -> count(line, outcome).increment())
        .whenComplete((_, _) -> slots.release());
  }

  private LongAdder count(Journal.Line line, Outcome.OfRead outcome) {
    return switch (Readback.Finding.of(line, outcome)) {
      case FOUND -> found;
      case LOST -> lost;
      case MISMATCHED -> mismatched;
    };
  }
}
