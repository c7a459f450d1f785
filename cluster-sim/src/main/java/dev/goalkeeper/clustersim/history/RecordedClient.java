package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.Put;
import dev.goalkeeper.store.client.ScanCursor;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

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

  /// See [AsyncStoreClient#multiRead]: an operation for each key.
  public CompletionStage<List<Outcome.OfRead>> multiRead(List<Bytes> keys) {
    return each(begin(keys, _ -> new Action.Read()), client.multiRead(table, keys),
        CompletableFuture::completedStage);
  }

  /// See [AsyncStoreClient#multiWrite]: an operation for each object.
  public CompletionStage<List<Outcome.OfWrite>> multiWrite(List<Put> objects) {
    List<Witness.Question> asked = objects.stream().map(put -> begin(put.key(),
        new Action.Write(Journal.hashOf(put.value()), put.condition()))).toList();
    return each(asked, client.multiWrite(table, objects), outcome ->
        known(CompletableFuture.completedStage(outcome), Outcome.OfWrite.class, RETRIES));
  }

  /// See [AsyncStoreClient#multiRemove]: an operation for each key.
  public CompletionStage<List<Outcome.OfRemove>> multiRemove(List<Bytes> keys) {
    return each(begin(keys, _ -> new Action.Remove(Condition.ALWAYS)),
        client.multiRemove(table, keys), outcome ->
            known(CompletableFuture.completedStage(outcome), Outcome.OfRemove.class, RETRIES));
  }

  /// See [AsyncStoreClient#scan]: a page tells of each of its objects what a read would have. Of
  /// other keys it tells nothing.
  ///
  /// @param keys of which it may tell
  public CompletionStage<Outcome.OfScan> scan(ScanCursor from, List<Bytes> keys) {
    List<Witness.Question> asked = begin(keys, _ -> new Action.Read());
    return client.scan(table, from).thenApply(outcome -> {
      Map<Bytes, Answer> told = new HashMap<>();
      if (outcome instanceof Outcome.Scanned page) {
        page.objects().forEach(line -> told.put(line.key(),
            new Answer.Found(line.version(), Journal.hashOf(line.value()))));
      }
      for (int i = 0; i < asked.size(); i++) {
        asked.get(i).end(told.getOrDefault(keys.get(i), Answer.NOT_DONE));
      }
      return outcome;
    });
  }

  private List<Witness.Question> begin(List<Bytes> keys, Function<Bytes, Action> action) {
    return keys.stream().map(key -> begin(key, action.apply(key))).toList();
  }

  /// Each outcome, or what is found out about it, ends the question of its place.
  private static <O extends Outcome> CompletionStage<List<O>> each(List<Witness.Question> asked,
      CompletionStage<List<O>> all, Function<O, CompletionStage<O>> known) {
    return all.thenCompose(outcomes -> {
      CompletionStage<List<O>> done = CompletableFuture.completedStage(List.of());
      for (int i = 0; i < asked.size(); i++) {
        done = ended(asked.get(i), known.apply(outcomes.get(i))).thenCombine(done, (one, before) ->
            Stream.concat(before.stream(), Stream.of(one)).toList());
      }
      return done;
    });
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
