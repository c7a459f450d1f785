package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
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
  public CompletionStage<Outcome.OfWrite> write(Bytes key, Bytes value, Condition condition) {
    return ended(begin(key, new Action.Write(Journal.hashOf(value), condition)),
        known(client.write(table, key, value, condition), Outcome.OfWrite.class, RETRIES));
  }

  /// See [AsyncStoreClient#remove].
  public CompletionStage<Outcome.OfRemove> remove(Bytes key, Condition condition) {
    return ended(begin(key, new Action.Remove(condition)),
        known(client.remove(table, key, condition), Outcome.OfRemove.class, RETRIES));
  }

  /// See [AsyncStoreClient#increment].
  public CompletionStage<Outcome.OfIncrement> increment(Bytes key, long by, Condition condition) {
    return ended(begin(key, new Action.Increment(by, condition)), known(
        client.increment(table, key, by, condition), Outcome.OfIncrement.class, RETRIES));
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
