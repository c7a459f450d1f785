package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// An operation that takes time: a remote call, a disk access, a process. An action starts it,
/// rules look at its [Status]; nobody waits.
///
/// It carries a generation. After [#reset()] or a time-out a late result cannot match and is
/// dropped. Belongs to one task; all methods but those of [Completion] are for the pool's thread.
///
/// @param <V> what the operation yields
public final class Op<V> extends Timed implements Completion<V> {
  private final String name;
  private long timeoutNanos;
  private Status status = Status.IDLE;
  private long generation;
  private long startedBy = Trace.NO_CAUSE;
  private @Nullable V value;
  private @Nullable Throwable failure;
  private @Nullable Permit permits;
  private Letter.@Nullable Reply<V> reply;

  Op(Task<?> owner, OpClause<?> clause) {
    super(owner, clause.bit());
    this.name = clause.name();
    this.timeoutNanos = clause.timeoutNanos();
  }

  /// Sets how long the operation may run, in place of what its clause says. What times out may
  /// still happen: see [#reset].
  ///
  /// @throws IllegalStateException if the clause says that it is endless
  public Op<V> timeout(Duration timeout) {
    if (timeoutNanos == OpClause.ENDLESS) {
      throw new IllegalStateException(name + " is endless: its table has no row for a time-out");
    }
    timeoutNanos = OpClause.checked(name, timeout);
    return this;
  }

  /// What it is doing.
  public Status status() {
    return status;
  }

  /// Starts an operation whose result comes as a stage; the stage may be complete already.
  public void start(CompletionStage<? extends V> stage) {
    long token = begin();
    owner().pool().world().started(this, token, stage);
    stage.whenComplete(
        (result, thrown) -> {
          if (thrown == null) {
            complete(token, result);
          } else {
            fail(token, thrown instanceof CompletionException && thrown.getCause() != null
                ? thrown.getCause() : thrown);
          }
        });
  }

  /// Starts blocking work away from the pool's thread: where its world does, or in simulated time.
  public void call(Callable<? extends V> blocking) {
    long token = begin();
    owner().pool().world().work(this, token, blocking);
  }

  /// True while it runs and waits for the result of this token.
  public boolean awaits(long token) {
    return status == Status.RUNNING && token == generation;
  }

  /// Starts an operation whose result comes by [#complete] or [#fail] with the token returned here.
  public long begin() {
    if (status == Status.RUNNING) {
      throw new IllegalStateException(
          owner().called() + " starts '" + name + "' while it is running; reset it first");
    }
    Pool pool = owner().pool();
    pool.assertThread();
    status = Status.RUNNING;
    generation++;
    startedBy = pool.causality().starts(this);
    value = null;
    failure = null;
    if (timeoutNanos != OpClause.ENDLESS) {
      pool.timers().add(this, pool.now() + timeoutNanos);
    }
    changed();
    return generation;
  }

  /// Forgets the operation: IDLE again, and a result that still comes is dropped.
  ///
  /// What was given up may come to life later all the same: a process that starts after its time, a
  /// request that arrives. It is an orphan then, which nobody stops. Make the operation endless, or
  /// let the late result be seen and undone where it comes.
  public void reset() {
    if (status == Status.IDLE) {
      return;
    }
    owner().pool().assertThread();
    end(Status.IDLE);
    value = null;
    failure = null;
    release();
  }

  /// The result.
  ///
  /// @throws IllegalStateException unless the status is OK
  public V value() {
    V result = value;
    if (status != Status.OK) {
      throw new IllegalStateException(
          owner().called() + ": '" + name + "' is " + status + ", not OK");
    }
    if (result == null) {
      throw new IllegalStateException(owner().called() + ": '" + name + "' yielded no value");
    }
    return result;
  }

  /// Why it failed.
  ///
  /// @throws IllegalStateException unless the status is FAILED
  public Throwable failure() {
    Throwable cause = failure;
    if (status != Status.FAILED || cause == null) {
      throw new IllegalStateException(
          owner().called() + ": '" + name + "' is " + status + ", not FAILED");
    }
    return cause;
  }

  @Override
  public void complete(long token, V result) {
    bring(token, Status.OK, result, null);
  }

  @Override
  public void fail(long token, Throwable cause) {
    bring(token, Status.FAILED, null, cause);
  }

  /// Whose it is, and its name.
  @Override
  public String toString() {
    return name + " of " + owner().called();
  }

  @Override
  void expired() {
    arrive(generation, Status.TIMED_OUT, null, null);
  }

  @Override
  String what() {
    return name + " " + status;
  }

  String name() {
    return name;
  }

  void hold(Permit taken) {
    taken.links(null, permits);
    permits = taken;
  }

  /// On the pool's thread, between two rules: ends the operation, unless the result is late.
  void arrive(long token, Status how, @Nullable V result, @Nullable Throwable cause) {
    if (!awaits(token)) {
      return;
    }
    end(how);
    value = result;
    failure = cause;
    Pool pool = owner().pool();
    pool.causality().because(pool.causality().trace().completed(this, startedBy, pool.now()));
    release();
  }

  /// Brings a result to the pool, from any thread; drops it if the task has left.
  private void bring(long token, Status how, @Nullable V result, @Nullable Throwable cause) {
    Pool pool = owner().poolOrNone();
    if (pool == null || pool.closed()) {
      return;
    }
    if (pool.atRest()) {
      pool.letIn(this, token, how, result, cause);
    } else {
      Letter.Reply<V> letter = reply;
      if (letter == null || !letter.claim()) {
        letter = new Letter.Reply<>(this);
        reply = letter;
      }
      letter.write(token, how, result, cause);
      pool.post(letter);
    }
  }

  private void end(Status how) {
    status = how;
    owner().pool().timers().remove(this);
  }

  /// Tells the task, and gives back what the operation held.
  private void release() {
    Permit held = permits;
    permits = null;
    while (held != null) {
      Permit next = held.after();
      held.links(null, null);
      held.giveBack();
      held = next;
    }
    changed();
  }

  void runBlocking(long token, Callable<? extends V> blocking) {
    try {
      complete(token, blocking.call());
    } catch (Throwable thrown) { // whatever the work throws is the operation's failure
      fail(token, thrown);
    }
  }
}
