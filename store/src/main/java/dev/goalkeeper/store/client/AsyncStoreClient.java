package dev.goalkeeper.store.client;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Watchdogs;
import dev.goalkeeper.store.transport.LoopDriver;
import dev.goalkeeper.store.transport.TcpTransport;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Versions;
import dev.goalkeeper.store.wire.Write;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A client that has many operations under way at once. Every stage completes with an [Outcome] by
/// the deadline of [ClientOptions], and never exceptionally.
///
/// Methods may be called from any thread and never block. Stages complete on the client's one
/// thread: what follows there is short, and may submit further operations. Operations on one key
/// that are under way together take effect in any order.
///
/// When too many are waiting, further ones are refused at once with [Refusal#BUSY]: let some end
/// first. A key or value beyond the wire's limits is the caller's `IllegalArgumentException`.
public final class AsyncStoreClient implements AutoCloseable {
  /// Limits do not depend on the table, so that they can be checked before its id is known.
  private static final TableId ANY_TABLE = new TableId(1);

  /// The first action of a process that has just started loads classes by the hundred; on a busy
  /// machine that takes longer than an action ever may otherwise.
  private static final Duration COLD_ACTION = Duration.ofSeconds(2);

  private final Pool pool;
  private final Transport transport;
  private final ClientOptions options;
  private final Slots slots;
  private final Semaphore accepted;
  private final CompletableFuture<Boolean> closing = new CompletableFuture<>();
  private final CompletableFuture<Boolean> closed = new CompletableFuture<>();

  /// A client over given seams; it closes them with itself.
  ///
  /// @param pool for the client alone, driven by the thread that runs the transport's callbacks
  public AsyncStoreClient(Pool pool, Transport transport, ClientOptions options) {
    this.pool = pool;
    this.transport = transport;
    this.options = options;
    this.slots = new Slots(pool, transport, options);
    this.accepted = new Semaphore(options.accepted());
  }

  /// A client over TCP, with a thread of its own. Nothing is asked of anybody yet.
  public static AsyncStoreClient connect(ClientOptions options) {
    return over(TcpTransport.start("goalkeeper-client"), options);
  }

  /// A further client, with connections of its own, on the thread of this one: clients by the dozen
  /// need no threads by the dozen. Each is closed by itself; the thread ends with the last.
  ///
  /// @throws IllegalStateException if this one is closed, or was not made by [#connect]
  public AsyncStoreClient another(ClientOptions others) {
    if (closing.isDone() || !(transport instanceof TcpTransport shared)) {
      throw new IllegalStateException("this client is closed, or has no thread to share");
    }
    return over(shared.another(), others);
  }

  /// A client on that transport's loop.
  static AsyncStoreClient over(TcpTransport transport, ClientOptions options) {
    Pool pool = Pool.named("client")
        .watchdogs(Watchdogs.STANDARD.action(COLD_ACTION))
        .inbox(options.accepted() + 1) // and the end: neither is ever refused here
        .drivenBy(driven -> new LoopDriver(driven, transport.loop())).build();
    return new AsyncStoreClient(pool, transport, options);
  }

  /// Reads an object.
  public CompletionStage<Outcome.OfRead> read(String table, Bytes key) {
    var _ = new Read(ANY_TABLE, key);
    return submit("read", to(table, key), (id, _) -> new Read(id, key), new Repeat.Harmless(),
        Outcomes::ofRead);
  }

  /// Writes an object, whatever there is.
  public CompletionStage<Outcome.OfWrite> write(String table, Bytes key, Bytes value) {
    return write(table, key, value, Versions.ANY);
  }

  /// Writes an object if the present one has this version.
  ///
  /// @param expectedVersion a version, [Versions#ANY] or [Versions#ABSENT]
  public CompletionStage<Outcome.OfWrite> write(
      String table, Bytes key, Bytes value, long expectedVersion) {
    var _ = new Write(ANY_TABLE, key, value, expectedVersion, Once.NONE);
    return submit("write", to(table, key),
        (id, once) -> new Write(id, key, value, expectedVersion, once), mutation(),
        Outcomes::ofWrite);
  }

  /// Removes an object.
  public CompletionStage<Outcome.OfRemove> remove(String table, Bytes key) {
    return remove(table, key, Versions.ANY);
  }

  /// Removes an object if it has this version.
  public CompletionStage<Outcome.OfRemove> remove(String table, Bytes key, long expectedVersion) {
    var _ = new Remove(ANY_TABLE, key, expectedVersion, Once.NONE);
    return submit("remove", to(table, key),
        (id, once) -> new Remove(id, key, expectedVersion, once), mutation(),
        Outcomes::ofRemove);
  }

  /// Finds out what came of a mutation of this client whose outcome is unknown: it is sent again
  /// under its old number, so that it takes effect once at the most, now or before. The outcome is
  /// that of a write or of a removal, as it was, and may be unknown again.
  ///
  /// A few hundred mutations later the number may be given up, and when the client's lease has
  /// ended (seconds after the client, or the thread that drives it, has stopped) nobody can tell
  /// any more: then the outcome stays unknown for good, and says so.
  public CompletionStage<Outcome> retry(Outcome.Unknown unknown) {
    return unknown.unresolved().mutation()
        .map(left -> submit("retry", left.route(), left.request(),
            new Repeat.Again(left.ticket()), Outcomes::ofMutation))
        .orElseGet(() -> CompletableFuture.completedFuture(unknown));
  }

  private Repeat mutation() {
    return options.exactlyOnce() ? new Repeat.Numbered() : new Repeat.Never();
  }

  /// Makes a table over all servers, or finds the one of that name.
  public CompletionStage<Outcome.OfTable> createTable(String name) {
    return createTable(name, List.of());
  }

  /// Makes a table with one tablet on each of these servers, or finds the one that is like that.
  public CompletionStage<Outcome.OfTable> createTable(String name, List<ServerId> owners) {
    var request = new CreateTable(name, owners);
    return submit("create table", coordinator(), (_, _) -> request, new Repeat.Harmless(),
        Outcomes::ofTable);
  }

  /// Asks who serves a table.
  public CompletionStage<Outcome.OfTable> table(String name) {
    var request = new GetTable(name);
    return submit("get table", coordinator(), (_, _) -> request, new Repeat.Harmless(),
        Outcomes::ofTable);
  }

  /// Asks who belongs to the cluster.
  public CompletionStage<Outcome.OfMembership> membership() {
    var request = new GetMembership();
    return submit("membership", coordinator(), (_, _) -> request, new Repeat.Harmless(),
        Outcomes::ofMembership);
  }

  /// Asks a process about its tasks.
  public CompletionStage<Outcome.OfInspection> inspect(Address process, Inspect request) {
    return submit("inspect", new Route.ToProcess(process), (_, _) -> request, new Repeat.Harmless(),
        Outcomes::ofInspection);
  }

  /// Ends every operation that is under way, soon, and the client.
  @Override
  public void close() {
    if (closing.complete(true)) {
      pool.event("close", () -> {
        slots.abandon();
        pool.close();
        transport.close();
        closed.complete(true);
      });
    }
  }

  /// Completes once the client has ended.
  CompletableFuture<Boolean> closed() {
    return closed;
  }

  private static Route to(String table, Bytes key) {
    return new Route.ToKey(table, KeyHash.of(key));
  }

  private static Route coordinator() {
    return new Route.ToCoordinator();
  }

  private <O> CompletionStage<O> submit(
      String what,
      Route route,
      BiFunction<TableId, Once, Request> request,
      Repeat repeat,
      Function<Result, O> outcome) {
    if (closing.isDone()) {
      return ended(outcome, new Result.NotDone("the client is closed"));
    }
    if (!accepted.tryAcquire()) {
      return ended(outcome, new Result.Answered(new Refused(Refusal.BUSY,
          options.accepted() + " operations of this client wait or are under way")));
    }
    var stage = new CompletableFuture<O>();
    long deadline = pool.world().nanos() + options.deadline().toNanos();
    var call = new Call(route, request, repeat, deadline, result -> {
      accepted.release();
      stage.complete(outcome.apply(result));
    });
    pool.event(what, () -> slots.take(call));
    if (closing.isDone()) {
      // The event may have come after the end, or before: this holds in both cases.
      stage.complete(outcome.apply(new Result.Unknown("the client was closed")));
    }
    return stage;
  }

  private static <O> CompletionStage<O> ended(Function<Result, O> outcome, Result result) {
    return CompletableFuture.completedFuture(outcome.apply(result));
  }
}
