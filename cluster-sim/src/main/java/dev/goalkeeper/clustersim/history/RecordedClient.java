package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import java.util.concurrent.CompletionStage;

/// A client of which a [Witness] hears what it is asked and what it is told.
///
/// Values written to a key have to differ, at least in their hash: the first bytes are best a
/// number of their own.
///
/// @param process who asks
public record RecordedClient(
    AsyncStoreClient client, Witness witness, int process, String table) {

  /// See [AsyncStoreClient#read].
  public CompletionStage<Outcome.OfRead> read(Bytes key) {
    return ended(begin(key, new Action.Read()), client.read(table, key));
  }

  /// See [AsyncStoreClient#write].
  public CompletionStage<Outcome.OfWrite> write(Bytes key, Bytes value, Condition condition) {
    return ended(begin(key, new Action.Write(Answer.valueOf(value), condition)),
        client.write(table, key, value, condition));
  }

  /// See [AsyncStoreClient#remove].
  public CompletionStage<Outcome.OfRemove> remove(Bytes key, Condition condition) {
    return ended(begin(key, new Action.Remove(condition)), client.remove(table, key, condition));
  }

  /// See [AsyncStoreClient#increment].
  public CompletionStage<Outcome.OfIncrement> increment(Bytes key, long by, Condition condition) {
    return ended(begin(key, new Action.Increment(by, condition)),
        client.increment(table, key, by, condition));
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
