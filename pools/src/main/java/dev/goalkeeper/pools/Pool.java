package dev.goalkeeper.pools;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The tasks of a subsystem, run one rule at a time on one thread (the paper, section 3).
///
/// Tasks of a pool test and change each other's state without locks; tasks of different pools
/// exchange values only. Sleeping tasks cost nothing. Other threads bring [#event]s and ask by
/// [#query], [#latest] and [#await]; everything else is for the pool's thread.
public final class Pool implements AutoCloseable {
  /// Looks at active tasks in one turn before the driver gets a chance to do something else.
  static final int STEPS_PER_TURN_MAX = 4_096;

  private static final System.Logger LOG = System.getLogger("dev.goalkeeper.pools");

  private final String name;
  private final World world;
  private final Driver driver;
  private final @Nullable Consumer<Throwable> failStop;
  private final RandomGenerator random;
  private final Mailbox mailbox = new Mailbox();
  private final TimerHeap timers = new TimerHeap();
  private final Trace trace = new Trace();
  private final List<Task<?>> tasks = new ArrayList<>();
  private final List<Task<?>> asked = new ArrayList<>();
  private final Map<Rules<?>, long[]> firings = new LinkedHashMap<>();
  private final Evaluator evaluator;
  private final Sweeper sweeper = new Sweeper(tasks);
  private final Home home = new Home();
  private boolean inTurn;
  private long now;
  private long cause = Trace.NO_CAUSE;
  private int idsGiven;

  Pool(PoolBuilder plan) {
    this.name = plan.name();
    this.world = plan.world();
    this.failStop = plan.failStop();
    this.random = world.random("pool " + name);
    this.evaluator = new Evaluator(this, world.scrutiny());
    this.now = world.nanos();
    this.driver = plan.driver().map(make -> make.apply(this)).orElseGet(() -> world.driver(this));
  }

  /// Starts the description of a pool.
  public static PoolBuilder named(String name) {
    return new PoolBuilder(name);
  }

  /// What it is called in messages.
  public String name() {
    return name;
  }

  /// Where its time and randomness come from.
  public World world() {
    return world;
  }

  /// The time of this turn, in nanoseconds of the world's clock.
  public long now() {
    return now;
  }

  /// Starts a thread of its own, for a pool that nothing else drives.
  public Pool start() {
    if (driver instanceof PoolThread own) {
      own.start();
    }
    return this;
  }

  /// Adds a task; from another thread, soon.
  public void add(Task<?> task) {
    if (!home.isHereOrNowhere()) {
      event("add " + task.name(), () -> add(task));
      return;
    }
    home.bind();
    task.record().id(++idsGiven);
    task.record().slot(tasks.size());
    task.record().firings(counters(task.rules()));
    task.enter(this);
    tasks.add(task);
    task.record().cause(trace.event("add " + task.name(), cause, now));
    task.record().view().publish(Explainer.snapshot(task, now));
    evaluator.activate(task);
    ringOutsideTurn();
  }

  /// Takes a task out: its operations, timers, permits and links end; results that come are
  /// dropped.
  public void retire(Task<?> task) {
    assertThread();
    if (task.pool() != this) {
      throw new IllegalArgumentException(task.name() + " is not in pool " + name);
    }
    Task<?> last = tasks.removeLast();
    if (last != task) {
      tasks.set(task.record().slot(), last);
      last.record().slot(task.record().slot());
    }
    task.leave(timers);
    evaluator.settle();
  }

  /// Brings something in from outside: runs between two rules, writes cells, decides nothing. From
  /// the pool's thread it runs at once, unless a rule is running.
  public void event(String what, Runnable change) {
    if (home.isHere() && !evaluator.firing()) {
      happen(what, change);
      ringOutsideTurn();
    } else {
      mailbox.post(() -> happen(what, change));
      mailbox.ring(driver);
    }
  }

  /// Runs one turn: what was brought, due timers, active tasks. The first caller's thread becomes
  /// the pool's.
  ///
  /// @return how much there was to do; 0 means that the driver may sleep until [#nextDeadlineNanos]
  public int runOnce(long nowNanos) {
    home.bind();
    assertThread();
    if (closed()) {
      return 0;
    }
    now = nowNanos;
    inTurn = true;
    int work = 0;
    try {
      mailbox.answer();
      do {
        work += letters() + expired() + evaluator.run(STEPS_PER_TURN_MAX - work);
      } while (!closed() && work < STEPS_PER_TURN_MAX && !quiet());
      if (!closed()) {
        sweeper.sweep(this);
      }
      publish();
    } finally {
      inTurn = false;
      cause = Trace.NO_CAUSE;
    }
    if (!closed() && !quiet()) {
      mailbox.ring(driver);
    }
    return work;
  }

  /// When the next timer is due, by the world's clock; `Long.MAX_VALUE` without one.
  public long nextDeadlineNanos() {
    return closed() ? Long.MAX_VALUE : timers.next();
  }

  /// Reads state of several tasks as of one moment between two rules.
  public <R> CompletableFuture<R> query(Supplier<R> reader) {
    var answer = new CompletableFuture<R>();
    event("query", () -> answer.complete(reader.get()));
    return answer;
  }

  /// The task as it was when last published, without waiting. Asking makes the pool publish it
  /// anew: on its own thread at once, for others at the end of its next turn.
  public Snapshot latest(Task<?> task) {
    if (home.isHere() && task.added()) {
      task.record().view().publish(Explainer.snapshot(task, now));
    }
    Snapshot published = task.record().view().latest();
    if (published == null) {
      throw new IllegalStateException(task.name() + " is in no pool yet");
    }
    if (task.record().view().ask()) {
      mailbox.post(() -> asked.add(task));
      mailbox.ring(driver);
    }
    return published;
  }

  /// Completes when the task is at its goal; on the pool's thread.
  public <T extends Task<T>> CompletableFuture<T> await(T task) {
    return await(task, each -> each.record().atGoal());
  }

  /// Completes when the condition holds after a step of the task; on the pool's thread.
  public <T extends Task<T>> CompletableFuture<T> await(T task, Predicate<T> condition) {
    var awaiter = new Awaiter<>(task, new CompletableFuture<T>(), () -> condition.test(task));
    event("await " + task.name(), () -> {
      if (!awaiter.settle()) {
        task.record().awaiters().add(awaiter);
      }
    });
    return awaiter.done();
  }

  /// The task of this name. For the pool's thread: inside an event, a query or a rule.
  public Optional<Task<?>> find(String taskName) {
    assertThread();
    return tasks.stream().filter(task -> task.name().equals(taskName)).findFirst();
  }

  /// All tasks. For the pool's thread.
  public List<Task<?>> tasks() {
    assertThread();
    return List.copyOf(tasks);
  }

  /// Which row the task is in, with the clause values, since when, and what would change it. For
  /// the pool's thread.
  public String explain(Task<?> task) {
    assertThread();
    return Explainer.explain(task, world.nanos());
  }

  /// The chain of causes behind the task's last firing. For the pool's thread.
  public String why(Task<?> task) {
    assertThread();
    return Explainer.why(task, trace);
  }

  /// How often each rule fired, by table and row. For the pool's thread.
  public Map<String, Map<String, Long>> firings() {
    assertThread();
    return Explainer.firings(firings);
  }

  /// How many missed wake-ups the sweep has healed. For the pool's thread.
  public long healed() {
    assertThread();
    return sweeper.healed();
  }

  /// Stops the pool; nothing of it runs afterwards. Waits for a rule that is running.
  @Override
  public void close() {
    close(Duration.ofSeconds(1));
  }

  /// Stops the pool and waits no longer than this for a rule that is running.
  public void close(Duration patience) {
    mailbox.close();
    driver.ring();
    if (driver instanceof PoolThread own) {
      own.join(patience);
    }
  }

  /// True once it was closed or has failed.
  public boolean closed() {
    return mailbox.isClosed();
  }

  boolean quiet() {
    return mailbox.isEmpty() && evaluator.idle();
  }

  TimerHeap timers() {
    return timers;
  }

  Trace trace() {
    return trace;
  }

  RandomGenerator random() {
    return random;
  }

  long cause() {
    return cause;
  }

  void because(long sequence) {
    cause = sequence;
  }

  void stale(Outlet<?> outlet) {
    evaluator.stale(outlet);
  }

  void wake(Task<?> task) {
    if (task.record().phase() == TaskRecord.Phase.PARKED) {
      task.record().cause(cause);
      evaluator.activate(task);
      ringOutsideTurn();
    }
  }

  void release(Task<?> task) {
    if (task.record().phase() == TaskRecord.Phase.QUARANTINED) {
      evaluator.activate(task);
    }
  }

  void deliver(Runnable result) {
    if (home.isHere() && !evaluator.firing()) {
      if (!inTurn) {
        now = world.nanos();
      }
      result.run();
      evaluator.settle();
      ringOutsideTurn();
    } else {
      mailbox.post(result);
      mailbox.ring(driver);
    }
  }

  void assertThread() {
    if (!home.isHereOrNowhere()) {
      throw new IllegalStateException(
          Thread.currentThread().getName() + " touches pool " + name
              + ", which belongs to another thread; bring an event() or ask by query()");
    }
  }

  /// A task's rule threw. True if the pool ends by it.
  boolean failed(@Nullable Task<?> task, Throwable thrown) {
    String who = task == null ? "an event" : task.name();
    String state = task == null ? "" : "\n" + Explainer.safely(task, now);
    LOG.log(Level.ERROR, "pool " + name + ": " + who + " threw" + state, thrown);
    if (failStop == null) {
      return false;
    }
    mailbox.close();
    failStop.accept(thrown);
    return true;
  }

  private void happen(String what, Runnable change) {
    if (closed()) {
      return;
    }
    if (!inTurn) {
      now = world.nanos();
    }
    long before = cause;
    cause = trace.event(what, before, now);
    try {
      change.run();
    } catch (RuntimeException | Error thrown) { // an event must not stop the pool
      failed(null, thrown);
    }
    evaluator.settle();
    cause = before;
  }

  private int letters() {
    int count = 0;
    while (count < STEPS_PER_TURN_MAX && !mailbox.isEmpty()) {
      Objects.requireNonNull(mailbox.poll()).run();
      evaluator.settle();
      count++;
    }
    return count;
  }

  private int expired() {
    int count = 0;
    Timed due = timers.pollExpired(now);
    while (due != null) {
      due.expired();
      evaluator.settle();
      count++;
      due = timers.pollExpired(now);
    }
    return count;
  }

  private void publish() {
    for (Task<?> task : asked) {
      task.record().view().publish(Explainer.snapshot(task, now));
    }
    asked.clear();
  }

  private long[] counters(Rules<?> rules) {
    return firings.computeIfAbsent(rules, each -> new long[each.rows().size()]);
  }

  private void ringOutsideTurn() {
    if (!inTurn) {
      mailbox.ring(driver);
    }
  }
}
