package dev.goalkeeper.store.client;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Watchdogs;
import dev.goalkeeper.store.transport.LoopDriver;
import dev.goalkeeper.store.transport.TcpTransport;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.DrainServer;
import dev.goalkeeper.store.wire.DropTable;
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.GetTables;
import dev.goalkeeper.store.wire.Increment;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.MoveTablet;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.SplitTablet;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Write;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
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
  /// Of a scan: large enough that asking costs little, small enough that others hardly wait for it.
  private static final int PAGE_BYTES = 128 << 10;

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
  private final CompletableFuture<Boolean> closing;
  private final CompletableFuture<Boolean> closed;

  /// A client over given seams; it closes them with itself.
  ///
  /// @param pool for the client alone, driven by the thread that runs the transport's callbacks
  public AsyncStoreClient(Pool pool, Transport transport, ClientOptions options) {
    this.pool = pool;
    this.transport = transport;
    this.options = options;
    this.slots = new Slots(pool, transport, options);
    this.accepted = new Semaphore(options.accepted());
    this.closing = new CompletableFuture<>();
    this.closed = new CompletableFuture<>();
  }

  private AsyncStoreClient(AsyncStoreClient same, Duration deadline) {
    this.pool = same.pool;
    this.transport = same.transport;
    this.options = same.options.withDeadline(deadline);
    this.slots = same.slots;
    this.accepted = same.accepted;
    this.closing = same.closing;
    this.closed = same.closed;
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

  /// This client, with another deadline for what is asked of it by that name. Closing one closes
  /// both.
  public AsyncStoreClient withDeadline(Duration deadline) {
    return new AsyncStoreClient(this, deadline);
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
    return submit("read", to(table, key), (id, _, _) -> new Read(id, key), new Repeat.Harmless(),
        Outcomes::ofRead);
  }

  /// Writes an object, whatever there is.
  public CompletionStage<Outcome.OfWrite> write(String table, Bytes key, Bytes value) {
    return write(table, key, value, Condition.ALWAYS);
  }

  /// Writes an object if what is there meets the condition.
  public CompletionStage<Outcome.OfWrite> write(
      String table, Bytes key, Bytes value, Condition condition) {
    var _ = new Write(ANY_TABLE, key, value, condition, Once.NONE, 0);
    return submit("write", to(table, key),
        (id, tenure, once) -> new Write(id, key, value, condition, once, tenure), mutation(),
        Outcomes::ofWrite);
  }

  /// Removes an object.
  public CompletionStage<Outcome.OfRemove> remove(String table, Bytes key) {
    return remove(table, key, Condition.ALWAYS);
  }

  /// Removes an object if it meets the condition; where there is none the outcome is
  /// [Outcome.Absent] whatever the condition.
  public CompletionStage<Outcome.OfRemove> remove(String table, Bytes key, Condition condition) {
    var _ = new Remove(ANY_TABLE, key, condition, Once.NONE, 0);
    return submit("remove", to(table, key),
        (id, tenure, once) -> new Remove(id, key, condition, once, tenure), mutation(),
        Outcomes::ofRemove);
  }

  /// Adds to a number ([Bytes#number]); where there is no object, to 0.
  public CompletionStage<Outcome.OfIncrement> increment(String table, Bytes key, long by) {
    return increment(table, key, by, Condition.ALWAYS);
  }

  /// Adds to a number if it meets the condition.
  public CompletionStage<Outcome.OfIncrement> increment(
      String table, Bytes key, long by, Condition condition) {
    var _ = new Increment(ANY_TABLE, key, by, condition, Once.NONE, 0);
    return submit("increment", to(table, key),
        (id, tenure, once) -> new Increment(id, key, by, condition, once, tenure), mutation(),
        Outcomes::ofIncrement);
  }

  /// Reads many objects: an outcome for each key, in the order of the keys. All of it has one
  /// deadline; what was not asked by then is [Outcome.NotDone]. A key beyond the limits spoils
  /// nothing else: it is refused as [Refusal#INVALID].
  public CompletionStage<List<Outcome.OfRead>> multiRead(String table, List<Bytes> keys) {
    return submitAll("multi-read", table, keys,
        new Many<>(key -> key, (id, _, _, key) -> new Read(id, key), new Repeat.Harmless(),
            Outcomes::ofRead));
  }

  /// Writes many objects, each by itself: an outcome for each, in their order; see [#multiRead].
  public CompletionStage<List<Outcome.OfWrite>> multiWrite(String table, List<Put> objects) {
    return submitAll("multi-write", table, objects, new Many<>(Put::key,
        (id, tenure, once, put) ->
            new Write(id, put.key(), put.value(), put.condition(), once, tenure),
        mutation(), Outcomes::ofWrite));
  }

  /// Removes many objects: an outcome for each key, in the order of the keys; see [#multiRead].
  public CompletionStage<List<Outcome.OfRemove>> multiRemove(String table, List<Bytes> keys) {
    return submitAll("multi-remove", table, keys, new Many<>(key -> key,
        (id, tenure, once, key) -> new Remove(id, key, Condition.ALWAYS, once, tenure), mutation(),
        Outcomes::ofRemove));
  }

  /// The next page of a scan: about 128 KiB of objects, or none where servers found none in
  /// a moment's time. Begin with [ScanCursor#start] and go on until the cursor is done.
  public CompletionStage<Outcome.OfScan> scan(String table, ScanCursor cursor) {
    if (cursor.done()) {
      throw new IllegalArgumentException("the scan is over");
    }
    return submit("scan", new Route.ToKey(table, cursor.next().firstHash()),
        (id, _, _) -> cursor.request(id, PAGE_BYTES), new Repeat.Harmless(),
        result -> Outcomes.ofScan(result, cursor));
  }

  /// Asks which tables there are.
  public CompletionStage<Outcome.OfTables> tables() {
    var request = new GetTables();
    return submit("get tables", coordinator(), (_, _, _) -> request, new Repeat.Harmless(),
        Outcomes::ofTables);
  }

  /// Finds out what came of a mutation of this client whose outcome is unknown: it is sent again
  /// under its old number, so that it takes effect once at the most, now or before. The outcome is
  /// that of a write, a removal or an increment, as it was, and may be unknown again.
  ///
  /// A few hundred mutations later the number may be given up, and when the client's lease has
  /// ended (seconds after the client, or the thread that drives it, has stopped) nobody can tell
  /// any more: then the outcome stays unknown for good, and says so.
  public CompletionStage<Outcome> retry(Outcome.Unknown unknown) {
    return unknown.unresolved().mutation()
        .map(left -> submit("retry", left.route(), left.request(),
            new Repeat.Again(left.ticket(), left.table()), Outcomes::ofMutation))
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
    return submit("create table", coordinator(), (_, _, _) -> request, new Repeat.Harmless(),
        Outcomes::ofTable);
  }

  /// Has the tablet that has a hash brought to another server, while all go on using it. The
  /// stage completes with the table when it is served there; if that is given up, with the reason
  /// ([Refusal#NO_SPACE]), and everything is as it was. It may last longer than a deadline: to ask
  /// again is no error.
  public CompletionStage<Outcome.OfTable> moveTablet(String table, long hash, ServerId to) {
    var request = new MoveTablet(table, hash, to);
    return submit("move tablet", coordinator(), (_, _, _) -> request, new Repeat.Harmless(),
        Outcomes::ofTable);
  }

  /// Divides a tablet: one of the table begins at that hash from now on. Both pieces stay where
  /// they are.
  public CompletionStage<Outcome.OfTable> splitTablet(String table, long hash) {
    var request = new SplitTablet(table, hash);
    return submit("split tablet", coordinator(), (_, _, _) -> request, new Repeat.Harmless(),
        Outcomes::ofTable);
  }

  /// Drops a table with all that is in it; the outcome comes when nobody serves it any more.
  ///
  /// What is under way on it meanwhile takes effect before, or ends as
  /// [Refusal#UNKNOWN_TABLE]; of a mutation whose outcome is unknown nobody can tell any more.
  /// Another table may have its name at once.
  public CompletionStage<Outcome.OfDrop> dropTable(String name) {
    long deadline = pool.world().nanos() + options.deadline().toNanos();
    return tables().thenCompose(known -> Named.of(known, name, table ->
        withDeadline(Duration.ofNanos(deadline - pool.world().nanos())).drop(table)));
  }

  /// By its id, which no other table ever has: so it does no harm to ask again.
  private CompletionStage<Outcome.OfDrop> drop(TableId table) {
    var request = new DropTable(table);
    return submit("drop table", coordinator(), (_, _, _) -> request, new Repeat.Harmless(),
        result -> Outcomes.ofDrop(result, table));
  }

  /// Has a server give its tablets to others, or not any more; the outcome says how far that is.
  public CompletionStage<Outcome.OfDrain> drainServer(ServerId server, boolean drain) {
    var request = new DrainServer(server, drain);
    return submit("drain server", coordinator(), (_, _, _) -> request, new Repeat.Harmless(),
        Outcomes::ofDrain);
  }

  /// Asks who serves a table.
  public CompletionStage<Outcome.OfTable> table(String name) {
    var request = new GetTable(name);
    return submit("get table", coordinator(), (_, _, _) -> request, new Repeat.Harmless(),
        Outcomes::ofTable);
  }

  /// Asks who belongs to the cluster.
  public CompletionStage<Outcome.OfMembership> membership() {
    var request = new GetMembership();
    return submit("membership", coordinator(), (_, _, _) -> request, new Repeat.Harmless(),
        Outcomes::ofMembership);
  }

  /// Asks a process about its tasks.
  public CompletionStage<Outcome.OfInspection> inspect(Address process, Inspect request) {
    return submit("inspect", new Route.ToProcess(process), (_, _, _) -> request,
        new Repeat.Harmless(), Outcomes::ofInspection);
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
      Asked request,
      Repeat repeat,
      Function<Result, O> outcome) {
    if (closing.isDone()) {
      return ended(outcome, new Result.NotDone("the client is closed"));
    }
    if (!accepted.tryAcquire()) {
      return ended(outcome, busy());
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

  private <I, O> CompletionStage<List<O>> submitAll(
      String what, String table, List<I> asked, Many<I, O> kind) {
    List<I> items = List.copyOf(asked);
    int window = Math.min(items.size(), options.outstanding());
    if (window == 0) {
      return CompletableFuture.completedFuture(List.of());
    }
    if (closing.isDone()) {
      return all(items.size(), kind, new Result.NotDone("the client is closed"));
    }
    if (!accepted.tryAcquire(window)) {
      return all(items.size(), kind, busy());
    }
    long deadline = pool.world().nanos() + options.deadline().toNanos();
    var batch = new Batch<>(
        pool, slots, kind, new Batch.Plan<>(table, items, deadline, window), accepted);
    pool.event(what, () -> slots.take(batch));
    if (closing.isDone()) {
      // As with a single one.
      all(items.size(), kind, new Result.Unknown("the client was closed"))
          .thenAccept(batch.stage()::complete);
    }
    return batch.stage();
  }

  private static <I, O> CompletionStage<List<O>> all(int count, Many<I, O> kind, Result result) {
    return CompletableFuture.completedFuture(
        Collections.nCopies(count, kind.outcome().apply(result)));
  }

  private Result busy() {
    return new Result.Answered(new Refused(Refusal.BUSY,
        options.accepted() + " operations of this client wait or are under way;"
            + " let some of them end, and try again"));
  }

  private static <O> CompletionStage<O> ended(Function<Result, O> outcome, Result result) {
    return CompletableFuture.completedFuture(outcome.apply(result));
  }
}
