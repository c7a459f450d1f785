package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// The operations of a [Table] for callers that do not wait. Stages complete with an outcome by the
/// deadline, never exceptionally, on the store's one thread: what follows there is short.
public final class AsyncTable {
  private final String name;
  private final AsyncStoreClient client;

  AsyncTable(String name, AsyncStoreClient client) {
    this.name = name;
    this.client = client;
  }

  /// Reads an object.
  public CompletionStage<Outcome.OfRead> read(Bytes key) {
    return client.read(name, key);
  }

  /// Reads an object.
  public CompletionStage<Outcome.OfRead> read(String key) {
    return read(Bytes.utf8(key));
  }

  /// Writes an object, whatever there is.
  public CompletionStage<Outcome.OfWrite> write(Bytes key, Bytes value) {
    return client.write(name, key, value);
  }

  /// Writes an object, whatever there is.
  public CompletionStage<Outcome.OfWrite> write(String key, String value) {
    return write(Bytes.utf8(key), Bytes.utf8(value));
  }

  /// Writes an object if what is there meets the condition.
  public CompletionStage<Outcome.OfWrite> write(Bytes key, Bytes value, Condition condition) {
    return client.write(name, key, value, condition);
  }

  /// Writes an object if what is there meets the condition.
  public CompletionStage<Outcome.OfWrite> write(String key, String value, Condition condition) {
    return write(Bytes.utf8(key), Bytes.utf8(value), condition);
  }

  /// Removes an object.
  public CompletionStage<Outcome.OfRemove> remove(Bytes key) {
    return client.remove(name, key);
  }

  /// Removes an object.
  public CompletionStage<Outcome.OfRemove> remove(String key) {
    return remove(Bytes.utf8(key));
  }

  /// Removes an object if it meets the condition.
  public CompletionStage<Outcome.OfRemove> remove(Bytes key, Condition condition) {
    return client.remove(name, key, condition);
  }

  /// Removes an object if it meets the condition.
  public CompletionStage<Outcome.OfRemove> remove(String key, Condition condition) {
    return remove(Bytes.utf8(key), condition);
  }

  /// Adds to a number ([Bytes#number]); where there is no object, to 0.
  public CompletionStage<Outcome.OfIncrement> increment(Bytes key, long by) {
    return client.increment(name, key, by);
  }

  /// Adds to a number; where there is no object, to 0.
  public CompletionStage<Outcome.OfIncrement> increment(String key, long by) {
    return increment(Bytes.utf8(key), by);
  }

  /// Adds to a number if it meets the condition.
  public CompletionStage<Outcome.OfIncrement> increment(Bytes key, long by, Condition condition) {
    return client.increment(name, key, by, condition);
  }

  /// Finds out what came of a mutation whose outcome is unknown: see [AsyncStoreClient#retry].
  public CompletionStage<Outcome> retry(Outcome.Unknown unknown) {
    return client.retry(unknown);
  }

  /// Reads many objects: an outcome for each key, in the order of the keys.
  public CompletionStage<List<Outcome.OfRead>> multiRead(List<Bytes> keys) {
    return client.multiRead(name, keys);
  }

  /// Writes many objects, each by itself: an outcome for each, in their order.
  public CompletionStage<List<Outcome.OfWrite>> multiWrite(List<Put> objects) {
    return client.multiWrite(name, objects);
  }

  /// Removes many objects: an outcome for each key, in the order of the keys.
  public CompletionStage<List<Outcome.OfRemove>> multiRemove(List<Bytes> keys) {
    return client.multiRemove(name, keys);
  }

  /// The next page of a scan; begin with [ScanCursor#start], go on until the cursor is done.
  public CompletionStage<Outcome.OfScan> scan(ScanCursor cursor) {
    return client.scan(name, cursor);
  }
}
