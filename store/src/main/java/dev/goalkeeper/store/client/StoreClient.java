package dev.goalkeeper.store.client;

import dev.goalkeeper.store.transport.ShortWait;
import dev.goalkeeper.store.transport.TcpTransport;
import dev.goalkeeper.store.transport.Waiting;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// A client for callers that wait for each operation. Many threads may share one: what they ask at
/// the same time shares a connection and its system calls.
///
/// A client that was made by [#connect] has no thread. A caller that waits does the client's work
/// meanwhile, its own and that of all others who wait; when it has what it wants, another of them
/// goes on. While nobody waits nothing is under way, and nothing is watched: that a server has
/// closed a connection is seen at the next call, before anything is sent. Callers may be virtual
/// threads; one that works for the others holds no carrier for longer than there is work to do.
///
/// Every method returns by the deadline of [ClientOptions]. A thread that is interrupted meanwhile
/// stays so; the operation has its outcome all the same.
public final class StoreClient implements AutoCloseable {
  private final AsyncStoreClient async;
  private final Waiting waiting;
  private final Runnable closing;

  private StoreClient(AsyncStoreClient async, Waiting waiting, Runnable closing) {
    this.async = async;
    this.waiting = waiting;
    this.closing = closing;
  }

  /// A client that waits for this one, which goes on working while nobody waits; it closes it with
  /// itself. Not for use within a stage of that client, which would wait for itself.
  public static StoreClient over(AsyncStoreClient async) {
    return new StoreClient(async, new ShortWait(), async::close);
  }

  /// A client over TCP. Nothing is asked of anybody yet.
  public static StoreClient connect(ClientOptions options) {
    TcpTransport transport = TcpTransport.drivenByCallers();
    AsyncStoreClient driven = AsyncStoreClient.over(transport, options);
    return new StoreClient(driven, transport.waiting(), () -> {
      driven.close();
      var _ = transport.waiting().join(driven.closed());
    });
  }

  /// Reads many objects; see [AsyncStoreClient#multiRead].
  public List<Outcome.OfRead> multiRead(String table, List<Bytes> keys) {
    return outcome(async.multiRead(table, keys));
  }

  /// Writes many objects, each by itself; see [AsyncStoreClient#multiRead].
  public List<Outcome.OfWrite> multiWrite(String table, List<Put> objects) {
    return outcome(async.multiWrite(table, objects));
  }

  /// Removes many objects; see [AsyncStoreClient#multiRead].
  public List<Outcome.OfRemove> multiRemove(String table, List<Bytes> keys) {
    return outcome(async.multiRemove(table, keys));
  }

  /// The objects of a table.
  public Scanning scan(String table) {
    return scan(table, ScanCursor.start());
  }

  /// The objects of a table that are left from there on.
  public Scanning scan(String table, ScanCursor from) {
    return new Scanning(from, cursor -> outcome(async.scan(table, cursor)));
  }

  /// Asks which tables there are.
  public Outcome.OfTables tables() {
    return outcome(async.tables());
  }

  /// This client, with another deadline for what is asked of it by that name. Closing one closes
  /// both.
  public StoreClient withDeadline(Duration deadline) {
    return new StoreClient(async.withDeadline(deadline), waiting, closing);
  }

  /// This client, for somebody who closes what it is given: closing that closes nothing.
  public StoreClient lent() {
    return new StoreClient(async, waiting, () -> { });
  }

  /// Makes a table over all servers, or finds the one of that name.
  public Outcome.OfTable createTable(String name) {
    return outcome(async.createTable(name));
  }

  /// Makes a table with one tablet on each of these servers, or finds the one that is like that.
  public Outcome.OfTable createTable(String name, List<ServerId> owners) {
    return outcome(async.createTable(name, owners));
  }

  /// Has the tablet that has a hash brought to another server: see [AsyncStoreClient#moveTablet].
  public Outcome.OfTable moveTablet(String table, long hash, ServerId to) {
    return outcome(async.moveTablet(table, hash, to));
  }

  /// Divides a tablet, so that one begins at that hash.
  public Outcome.OfTable splitTablet(String table, long hash) {
    return outcome(async.splitTablet(table, hash));
  }

  /// Drains a server, or ends that: see [AsyncStoreClient#drainServer].
  public Outcome.OfDrain drainServer(ServerId server, boolean drain) {
    return outcome(async.drainServer(server, drain));
  }

  /// Drops a table with all that is in it: see [AsyncStoreClient#dropTable].
  public Outcome.OfDrop dropTable(String name) {
    return outcome(async.dropTable(name));
  }

  /// Asks who serves a table.
  public Outcome.OfTable table(String name) {
    return outcome(async.table(name));
  }

  /// Asks who belongs to the cluster.
  public Outcome.OfMembership membership() {
    return outcome(async.membership());
  }

  /// Asks a process about its tasks.
  public Outcome.OfInspection inspect(Address process, Inspect request) {
    return outcome(async.inspect(process, request));
  }

  /// Reads an object.
  public Outcome.OfRead read(String table, Bytes key) {
    return outcome(async.read(table, key));
  }

  /// Writes an object, whatever there is.
  public Outcome.OfWrite write(String table, Bytes key, Bytes value) {
    return outcome(async.write(table, key, value));
  }

  /// Writes an object if what is there meets the condition.
  public Outcome.OfWrite write(String table, Bytes key, Bytes value, Condition condition) {
    return outcome(async.write(table, key, value, condition));
  }

  /// Removes an object.
  public Outcome.OfRemove remove(String table, Bytes key) {
    return outcome(async.remove(table, key));
  }

  /// Removes an object if it meets the condition; where there is none the outcome is
  /// [Outcome.Absent] whatever the condition.
  public Outcome.OfRemove remove(String table, Bytes key, Condition condition) {
    return outcome(async.remove(table, key, condition));
  }

  /// Adds to a number ([Bytes#number]); where there is no object, to 0.
  public Outcome.OfIncrement increment(String table, Bytes key, long by) {
    return outcome(async.increment(table, key, by));
  }

  /// Adds to a number if it meets the condition.
  public Outcome.OfIncrement increment(String table, Bytes key, long by, Condition condition) {
    return outcome(async.increment(table, key, by, condition));
  }

  /// Finds out what came of a mutation whose outcome is unknown: see [AsyncStoreClient#retry].
  public Outcome retry(Outcome.Unknown unknown) {
    return outcome(async.retry(unknown));
  }

  /// Ends every operation that is under way, and the client; returns when it has ended. From any
  /// thread, again and again.
  @Override
  public void close() {
    closing.run();
  }

  private <O> O outcome(CompletionStage<O> stage) {
    return waiting.join(stage.toCompletableFuture());
  }
}
