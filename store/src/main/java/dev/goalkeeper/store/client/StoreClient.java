package dev.goalkeeper.store.client;

import dev.goalkeeper.store.transport.ShortWait;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Versions;
import java.util.concurrent.CompletionStage;

/// A client for callers that wait for each operation. Many threads may share one.
///
/// Every method returns by the deadline of [ClientOptions]. A thread that is interrupted meanwhile
/// stays so; the operation has its outcome all the same.
public final class StoreClient implements AutoCloseable {
  private final AsyncStoreClient async;

  /// A client that waits for this one; it closes it with itself.
  public StoreClient(AsyncStoreClient async) {
    this.async = async;
  }

  /// A client over TCP. Nothing is asked of anybody yet.
  public static StoreClient connect(ClientOptions options) {
    return new StoreClient(AsyncStoreClient.connect(options));
  }

  /// The same client, for operations that are not waited for one by one.
  public AsyncStoreClient async() {
    return async;
  }

  /// Makes a table over all servers, or finds the one of that name.
  public Outcome.OfTable createTable(String name) {
    return outcome(async.createTable(name));
  }

  /// Reads an object.
  public Outcome.OfRead read(String table, Bytes key) {
    return outcome(async.read(table, key));
  }

  /// Writes an object, whatever there is.
  public Outcome.OfWrite write(String table, Bytes key, Bytes value) {
    return outcome(async.write(table, key, value));
  }

  /// Writes an object if the present one has this version.
  ///
  /// @param expectedVersion a version, [Versions#ANY] or [Versions#ABSENT]
  public Outcome.OfWrite write(String table, Bytes key, Bytes value, long expectedVersion) {
    return outcome(async.write(table, key, value, expectedVersion));
  }

  /// Removes an object.
  public Outcome.OfRemove remove(String table, Bytes key) {
    return outcome(async.remove(table, key));
  }

  /// Removes an object if it has this version.
  public Outcome.OfRemove remove(String table, Bytes key, long expectedVersion) {
    return outcome(async.remove(table, key, expectedVersion));
  }

  @Override
  public void close() {
    async.close();
  }

  private static <O> O outcome(CompletionStage<O> stage) {
    return ShortWait.join(stage.toCompletableFuture());
  }
}
