package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private final String name;
  private final World world;
  private final Driver driver;
  private final Door door;
  private final Guard guard;
  private final Demise demise;
  private final RandomGenerator random;
  private final Mailbox mailbox;
  private final TimerHeap timers = new TimerHeap();
  private final Onlooker onlooker;
  private final Causality causality;
  private final Admission admission = new Admission(this);
  private final Roster roster = new Roster();
  private final Readers readers = new Readers(this);
  private final Evaluator evaluator;
  private final Sweeper sweeper;
  private final Turn turn;
  private final Home home;
  private boolean inTurn;
  private long now;

  Pool(PoolBuilder plan) {
    this.name = plan.name();
    this.world = plan.world();
    this.mailbox = new Mailbox(plan.inbox());
    this.now = world.nanos();
    this.onlooker = new Onlooker(this, plan.witness());
    this.causality = new Causality(world.scrutiny().traceEntries(), onlooker, now);
    this.random = world.random("pool " + name);
    this.driver = plan.driver().map(make -> make.apply(this)).orElseGet(() -> world.driver(this));
    this.home = new Home(name, driver, world);
    this.guard =
        new Guard(home, mailbox.places(), plan.watchdogs(), new Alarms(name, plan.listeners()));
    this.demise = new Demise(world.scrutiny(), guard.alarms(), plan.failStop(), mailbox);
    this.evaluator = new Evaluator(this, world.scrutiny());
    this.door = new Door(this, home, driver, mailbox, evaluator);
    this.sweeper = new Sweeper(roster.tasks(), world.scrutiny(), guard);
    this.turn = new Turn(this, mailbox, timers, evaluator, sweeper);
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

  /// Starts a thread of its own, for a pool that nothing else drives; otherwise does nothing.
  ///
  /// @throws IllegalStateException if that was started, or the pool closed, before
  public Pool start() {
    if (driver instanceof PoolThread own) {
      own.start();
    }
    return this;
  }

  /// Adds a task and the members of its groups; from another thread, soon. A task joins one pool,
  /// once.
  ///
  /// @throws IllegalStateException if the task was added before, or never makes what it declares
  /// @throws IllegalArgumentException if a neighbour or budget of it belongs to another pool
  /// @throws InboxFullException from another thread, if the inbox is full: the task was not
  ///     added, and may be added later
  public void add(Task<?> task) {
    task.record().offer();
    if (home.isHere()) {
      join(task);
      door.ringOutsideTurn();
    } else {
      task.record().view().publish(Explainer.snapshot(task, world.nanos()));
      event("add a task", () -> join(task));
    }
  }

  /// Takes a task out: its operations, timers, permits and links end; results that come are
  /// dropped, and who awaits it is told.
  public void retire(Task<?> task) {
    assertThread();
    if (!task.isIn(this)) {
      throw new IllegalArgumentException(task.called() + " is not in pool " + name);
    }
    roster.strike(task);
    task.record().retired(task.name());
    task.leave(timers);
    evaluator.settle();
    task.record().failAwaiters(task.called() + " was retired");
    onlooker.retired(task);
    door.ringOutsideTurn();
  }

  /// Brings something in from outside: runs between two rules, writes cells, decides nothing. From
  /// the pool's thread it runs at once, unless a rule is running; from another, in the next turn.
  ///
  /// @throws InboxFullException from another thread, if the inbox is full: see
  ///     [PoolBuilder#inbox]
  public void event(String what, Runnable change) {
    event(what, change, Duration.ZERO);
  }

  /// The same, and another thread waits for room while the inbox is full; no longer than this, and
  /// not once interrupted. A thread that runs a pool never waits for another pool, which may wait
  /// for it: it is refused at once.
  ///
  /// @throws InboxFullException if there was no room
  public void event(String what, Runnable change, Duration patience) {
    door.event(what, change, patience);
  }

  /// What other threads have brought that waits; for any thread.
  public Inbox inbox() {
    return door.inbox();
  }

  /// Runs one turn: what was brought, due timers, active tasks. Unless it is known from the start,
  /// the first caller's thread becomes the pool's.
  ///
  /// @param nowNanos by the clock of the pool's world
  /// @return how much there was to do; 0 means that the driver may sleep until [#nextDeadlineNanos]
  public int runOnce(long nowNanos) {
    home.bind();
    assertThread();
    if (inTurn) {
      throw new IllegalStateException("pool " + name + " is run from within its own turn");
    }
    now = nowNanos;
    inTurn = true;
    onlooker.turnBegins();
    int work = 0;
    try {
      work = closed() ? 0 : turn.run();
      readers.publish(now);
      return work;
    } finally {
      if (closed()) {
        demise.settle(roster.tasks());
      }
      onlooker.turnEnds(work);
      inTurn = false;
      guard.pulse().rests();
      causality.end();
    }
  }

  /// When the pool wants a turn by itself: its next timer, or the next look for missed wake-ups. By
  /// the world's clock; `Long.MAX_VALUE` if never. For the pool's thread.
  public long nextDeadlineNanos() {
    return closed() ? Long.MAX_VALUE : Math.min(timers.next(), sweeper.due());
  }

  /// Reads state of several tasks as of one moment between two rules. Fails with what the reader
  /// throws, or if the pool closes first; from another thread also with an [InboxFullException].
  public <R> CompletableFuture<R> query(Supplier<R> reader) {
    return readers.query(reader);
  }

  /// The task as it was when last published, without waiting. Asking makes the pool publish it
  /// anew: on its own thread at once, for others at the end of its next turn. A task that a pool's
  /// own thread added shows others its class, no row, and an empty state before that.
  public Snapshot latest(Task<?> task) {
    if (home.isHere() && task.isIn(this)) {
      readers.publish(task, now);
    }
    return readers.latest(task);
  }

  /// Completes when the task is at its goal; on the pool's thread. Fails if the task is retired or
  /// the pool closes first; from another thread also with an [InboxFullException].
  public <T extends Task<?>> CompletableFuture<T> await(T task) {
    return await(task, each -> each.record().atGoal());
  }

  /// Completes when the condition holds after a step of the task; on the pool's thread. Fails with
  /// what the condition throws, or if the task is retired or the pool closes first; from another
  /// thread also with an [InboxFullException].
  public <T extends Task<?>> CompletableFuture<T> await(T task, Predicate<T> condition) {
    return readers.await(task, condition);
  }

  /// The task of this name. For the pool's thread: inside an event, a query or a rule.
  public Optional<Task<?>> find(String taskName) {
    assertThread();
    return roster.find(taskName);
  }

  /// All tasks. For the pool's thread.
  public List<Task<?>> tasks() {
    assertThread();
    return List.copyOf(roster.tasks());
  }

  /// Which row the task is in, with the clause values, since when, and what would change it. For
  /// the pool's thread.
  public String explain(Task<?> task) {
    assertThread();
    return Explainer.safely(task, world.nanos());
  }

  /// The chain of causes behind the task's last firing, with times since the pool began. For the
  /// pool's thread.
  public String why(Task<?> task) {
    assertThread();
    return Explainer.why(task, causality.trace());
  }

  /// How often each rule fired, by table and row. For the pool's thread.
  public Map<String, Map<String, Long>> firings() {
    assertThread();
    return Explainer.firings(roster.firings());
  }

  /// A table, printed from the code, with how often each of its rules fired in this pool. For the
  /// pool's thread.
  public <T extends Task<T>> String table(Rules<T> rules, TableFormat format) {
    assertThread();
    return TablePrinter.print(rules, format, roster.firings().get(rules));
  }

  /// How many missed wake-ups the sweep has healed. For the pool's thread.
  public long healed() {
    assertThread();
    return sweeper.healed();
  }

  @Override
  public void close() {
    close(Duration.ofSeconds(1));
  }

  /// Stops the pool: no rule starts after the one that is running, for which it waits, no longer
  /// than this, if the pool has a thread of its own.
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

  void ring() {
    door.ring();
  }

  boolean quiet() {
    return mailbox.isEmpty() && evaluator.idle();
  }

  TimerHeap timers() {
    return timers;
  }

  Causality causality() {
    return causality;
  }

  RandomGenerator random() {
    return random;
  }

  Guard guard() {
    return guard;
  }

  void stale(Outlet<?> outlet) {
    evaluator.stale(outlet);
    door.ringOutsideTurn();
  }

  void wake(Task<?> task) {
    if (task.record().phase() == TaskRecord.Phase.PARKED) {
      task.record().wokenBy(causality.cause(), causality.root());
      evaluator.activate(task);
      door.ringOutsideTurn();
    }
  }

  /// The quarantine of a task is over.
  void release(Task<?> task) {
    evaluator.release(task);
  }

  /// Lets the result of an operation in, at rest.
  <V> void letIn(
      Op<V> op, long token, Status how, @Nullable V result, @Nullable Throwable thrown) {
    door.letIn(op, token, how, result, thrown);
  }

  /// Lets somebody look, between two rules, whatever waits in the inbox.
  void look(Runnable look) {
    door.look(null, look);
  }

  /// The same, and from another thread it takes a place.
  void ask(String what, Runnable look) {
    door.look(what, look);
  }

  /// Brings something from any thread, or from within a rule; never refused.
  void post(Letter letter) {
    door.post(letter);
  }

  /// True on the pool's thread while no rule is running: what comes may take place at once.
  boolean atRest() {
    return door.atRest();
  }

  /// True on the thread that it belongs to.
  boolean isHere() {
    return home.isHere();
  }

  boolean inTurn() {
    return inTurn;
  }

  /// Between turns time goes on; within one it stands.
  void tick() {
    if (!inTurn) {
      now = world.nanos();
    }
  }

  void assertThread() {
    home.check();
  }

  /// A task's rule, or an event, threw. True if the pool ends.
  boolean failed(@Nullable Task<?> task, Throwable thrown) {
    return demise.failed(task, thrown, now);
  }

  /// What a task shows to readers threw.
  void threw(Task<?> task, Throwable thrown) {
    evaluator.quarantine(task, thrown);
  }

  /// A whole turn threw.
  void broke(Throwable thrown) {
    demise.broke(thrown);
  }

  private void join(Task<?> task) {
    if (closed()) {
      return;
    }
    tick();
    admission.admit(task);
    roster.enlist(task);
    long added = causality.trace().event("add " + task.name(), causality.cause(), now);
    task.record().wokenBy(added, added);
    task.enter(this);
    onlooker.added(task);
    evaluator.activate(task);
  }
}
