package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import java.time.Duration;
import java.util.List;

/// A table of a [Store]. Keys and values are bytes; of text, its UTF-8. Any number of threads may
/// use it; each operation waits for its outcome.
public final class Table {
  private final String name;
  private final StoreClient client;
  private final AsyncStoreClient async;

  Table(String name, StoreClient client, AsyncStoreClient async) {
    this.name = name;
    this.client = client;
    this.async = async;
  }

  /// Its name.
  public String name() {
    return name;
  }

  /// Reads an object.
  public Outcome.OfRead read(Bytes key) {
    return client.read(name, key);
  }

  /// Reads an object.
  public Outcome.OfRead read(String key) {
    return read(Bytes.utf8(key));
  }

  /// Writes an object, whatever there is.
  public Outcome.OfWrite write(Bytes key, Bytes value) {
    return client.write(name, key, value);
  }

  /// Writes an object, whatever there is.
  public Outcome.OfWrite write(String key, String value) {
    return write(Bytes.utf8(key), Bytes.utf8(value));
  }

  /// Writes an object if what is there meets the condition.
  public Outcome.OfWrite write(Bytes key, Bytes value, Condition condition) {
    return client.write(name, key, value, condition);
  }

  /// Writes an object if what is there meets the condition.
  public Outcome.OfWrite write(String key, String value, Condition condition) {
    return write(Bytes.utf8(key), Bytes.utf8(value), condition);
  }

  /// Removes an object.
  public Outcome.OfRemove remove(Bytes key) {
    return client.remove(name, key);
  }

  /// Removes an object.
  public Outcome.OfRemove remove(String key) {
    return remove(Bytes.utf8(key));
  }

  /// Removes an object if it meets the condition.
  public Outcome.OfRemove remove(Bytes key, Condition condition) {
    return client.remove(name, key, condition);
  }

  /// Removes an object if it meets the condition.
  public Outcome.OfRemove remove(String key, Condition condition) {
    return remove(Bytes.utf8(key), condition);
  }

  /// Adds to a number ([Bytes#number]); where there is no object, to 0.
  public Outcome.OfIncrement increment(Bytes key, long by) {
    return client.increment(name, key, by);
  }

  /// Adds to a number; where there is no object, to 0.
  public Outcome.OfIncrement increment(String key, long by) {
    return increment(Bytes.utf8(key), by);
  }

  /// Adds to a number if it meets the condition.
  public Outcome.OfIncrement increment(Bytes key, long by, Condition condition) {
    return client.increment(name, key, by, condition);
  }

  /// Reads many objects: an outcome for each key, in the order of the keys.
  public List<Outcome.OfRead> multiRead(List<Bytes> keys) {
    return client.multiRead(name, keys);
  }

  /// Writes many objects, each by itself: an outcome for each, in their order.
  public List<Outcome.OfWrite> multiWrite(List<Put> objects) {
    return client.multiWrite(name, objects);
  }

  /// Removes many objects: an outcome for each key, in the order of the keys.
  public List<Outcome.OfRemove> multiRemove(List<Bytes> keys) {
    return client.multiRemove(name, keys);
  }

  /// All objects, in no order that means anything; see [Scanning].
  public Scanning scan() {
    return client.scan(name);
  }

  /// The same operations for callers that do not wait.
  public AsyncTable async() {
    return new AsyncTable(name, async);
  }

  /// This table, with another deadline for what is asked by way of the one returned.
  public Table withDeadline(Duration deadline) {
    return new Table(name, client.withDeadline(deadline), async.withDeadline(deadline));
  }
}
