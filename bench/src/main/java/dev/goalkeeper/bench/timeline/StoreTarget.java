package dev.goalkeeper.bench.timeline;

import dev.goalkeeper.bench.Workload;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// Our store, by one client. It finds out by itself who serves a table now.
public final class StoreTarget implements Target {
  /// Whatever comes in while nobody answers is under way, or waits for that.
  private static final int OUTSTANDING = 4_096;

  private final AsyncStoreClient client;
  private final String table;
  private final Workload workload;

  /// @param table in which all objects of the workload are
  public StoreTarget(ClientOptions options, String table, Workload workload) {
    this.client = AsyncStoreClient.connect(options.withOutstanding(OUTSTANDING));
    this.table = table;
    this.workload = workload;
  }

  @Override
  public void begin(Kind kind, int number, Consumer<String> ended) {
    CompletionStage<? extends Outcome> stage = switch (kind) {
      case READ -> client.read(table, workload.key(number));
      case WRITE -> client.write(table, workload.key(number), workload.value());
    };
    stage.thenAccept(outcome -> ended.accept(failure(outcome)));
  }

  /// It sends by itself.
  @Override
  public void flush() {}

  @Override
  public void close() {
    client.close();
  }

  private static String failure(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Value _, Outcome.Written _ -> "";
      case Outcome.Refused(var reason, String _) -> reason.name().toLowerCase(Locale.ROOT);
      case Outcome other -> other.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    };
  }
}
