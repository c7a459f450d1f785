package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Bytes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A client of which a [Witness] hears what it is asked and what it is told. A mutation whose
/// outcome is unknown is asked about again: that is one operation, which takes effect once.
///
/// Values written to a key have to differ, at least in their hash: the first bytes are best a
/// number of their own.
///
/// @param process who asks
public record RecordedClient(
    AsyncStoreClient client, Witness witness, int process, String table) {
  /// So many deadlines are enough for any recovery.
  private static final int RETRIES = 2;

  /// See [AsyncStoreClient#read].
  public CompletionStage<Outcome.OfRead> read(Bytes key) {
    return ended(begin(key, new Action.Read()), client.read(table, key));
  }

  /// See [AsyncStoreClient#write].
  public CompletionStage<Outcome.OfWrite> write(Bytes key, Bytes value, long expected) {
    return ended(begin(key, new Action.Write(Journal.hashOf(value), expected)),
        known(client.write(table, key, value, expected), Outcome.OfWrite.class, RETRIES));
  }

  /// See [AsyncStoreClient#remove].
  public CompletionStage<Outcome.OfRemove> remove(Bytes key, long expected) {
    return ended(begin(key, new Action.Remove(expected)),
        known(client.remove(table, key, expected), Outcome.OfRemove.class, RETRIES));
  }

  /// Finds out what came of a mutation, if that can be found out.
  private <O extends Outcome> CompletionStage<O> known(
      CompletionStage<O> stage, Class<O> type, int retries) {
    if (retries == 0) {
      return stage;
    }
    return stage.thenCompose(outcome -> outcome instanceof Outcome.Unknown unknown
        ? known(client.retry(unknown).thenApply(type::cast), type, retries - 1)
        : CompletableFuture.completedStage(outcome));
  }

  private Witness.Question begin(Bytes key, Action action) {
    return witness.begin(table + " " + key.text(), process, action);
  }

  private static <O extends Outcome> CompletionStage<O> ended(
      Witness.Question asked, CompletionStage<O> stage) {
    return stage.thenApply(outcome -> {
      asked.end(Answer.of(outcome));
      return outcome;
    });
  }
}
