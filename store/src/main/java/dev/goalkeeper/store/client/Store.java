package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A store, for programs that use it: where to begin.
///
/// ```java
/// try (Store store = Store.connect("host-1:7000,host-2:7000")) {
///   Table words = store.createTable("words");
///   words.write("hello", "world");
///   if (words.read("hello") instanceof Outcome.Value(long version, Bytes value)) {
///     words.write("hello", "again", Condition.version(version));
///   }
/// }
/// ```
///
/// It has one thread and one connection to each server; any number of threads may use it. Every
/// operation has an [Outcome] by its deadline (10 s unless [#withDeadline] says otherwise): what
/// may happen is a case of it, never an exception. Keys have 1 byte to 64 KiB, values up to 1 MiB;
/// others are the caller's `IllegalArgumentException`.
public final class Store implements AutoCloseable {
  private final AsyncStoreClient async;
  private final StoreClient client;

  private Store(AsyncStoreClient async, StoreClient client) {
    this.async = async;
    this.client = client;
  }

  /// The store of these coordinators. Nothing is asked of anybody yet.
  ///
  /// @param coordinators `host:port`, with commas between
  /// @throws IllegalArgumentException if they are not written like that
  public static Store connect(String coordinators) {
    List<Address> addresses =
        Stream.of(coordinators.split(",", -1)).map(each -> Address.parse(each.strip())).toList();
    return connect(ClientOptions.of(addresses));
  }

  /// The same, with bounds of the caller's.
  public static Store connect(ClientOptions options) {
    AsyncStoreClient async = AsyncStoreClient.connect(options);
    return new Store(async, StoreClient.over(async));
  }

  /// This store, with another deadline for what is asked by way of the one returned. Closing one
  /// closes both.
  public Store withDeadline(Duration deadline) {
    return new Store(async.withDeadline(deadline), client.withDeadline(deadline));
  }

  /// A table by its name. Nobody is asked: where there is none, its operations are refused as
  /// [dev.goalkeeper.store.wire.Refusal#UNKNOWN_TABLE].
  public Table table(String name) {
    return new Table(name, client, async);
  }

  /// Makes a table over all servers, or finds the one of that name.
  ///
  /// @throws IllegalStateException if it cannot be made now, and why: [#tryCreateTable] tells it as
  ///     an outcome
  public Table createTable(String name) {
    Outcome.OfTable made = tryCreateTable(name);
    if (made instanceof Outcome.Served) {
      return table(name);
    }
    throw new IllegalStateException("table '" + name + "' cannot be made: " + made);
  }

  /// Makes a table over all servers, or finds the one of that name.
  public Outcome.OfTable tryCreateTable(String name) {
    return client.createTable(name);
  }

  /// Has the tablet that has a hash brought to another server, while all go on using it: see
  /// [AsyncStoreClient#moveTablet].
  public Outcome.OfTable moveTablet(String table, long hash, ServerId to) {
    return client.moveTablet(table, hash, to);
  }

  /// Divides a tablet, so that one begins at that hash.
  public Outcome.OfTable splitTablet(String table, long hash) {
    return client.splitTablet(table, hash);
  }

  /// Drops a table with all that is in it; nobody serves it any more when the outcome is
  /// [Outcome.Dropped]. See [AsyncStoreClient#dropTable].
  public Outcome.OfDrop dropTable(String name) {
    return client.dropTable(name);
  }

  /// The tables that there are.
  public Outcome.OfTables tables() {
    return client.tables();
  }

  /// Finds out what came of a write, a removal or an increment whose outcome is unknown: see
  /// [AsyncStoreClient#retry].
  public Outcome retry(Outcome.Unknown unknown) {
    return client.retry(unknown);
  }

  /// Ends every operation that is under way, and the store.
  @Override
  public void close() {
    client.close();
  }
}
