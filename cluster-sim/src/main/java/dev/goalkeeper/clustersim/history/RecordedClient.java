package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Bytes;
import java.util.concurrent.CompletionStage;

/// A client of which a [History] keeps what it is asked and what it is told.
///
/// Values written to a key have to differ, at least in their hash: the first bytes are best a
/// number of their own.
///
/// @param process who asks
public record RecordedClient(
    AsyncStoreClient client, History history, int process, String table) {

  /// See [AsyncStoreClient#read].
  public CompletionStage<Outcome.OfRead> read(Bytes key) {
    return ended(begin(key, new Action.Read()), client.read(table, key));
  }

  /// See [AsyncStoreClient#write].
  public CompletionStage<Outcome.OfWrite> write(Bytes key, Bytes value, long expected) {
    return ended(begin(key, new Action.Write(Journal.hashOf(value), expected)),
        client.write(table, key, value, expected));
  }

  /// See [AsyncStoreClient#remove].
  public CompletionStage<Outcome.OfRemove> remove(Bytes key, long expected) {
    return ended(begin(key, new Action.Remove(expected)), client.remove(table, key, expected));
  }

  private History.Entry begin(Bytes key, Action action) {
    return history.begin(table + " " + key.text(), process, action);
  }

  private static <O extends Outcome> CompletionStage<O> ended(
      History.Entry entry, CompletionStage<O> stage) {
    return stage.thenApply(outcome -> {
      entry.end(Answer.of(outcome));
      return outcome;
    });
  }
}
