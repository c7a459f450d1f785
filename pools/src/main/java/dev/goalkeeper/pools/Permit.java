package dev.goalkeeper.pools;

import org.jspecify.annotations.Nullable;

/// A task's dealings with a [Budget]: nothing, queued, granted but not yet used, or held by its
/// operation. The pool drives it; tasks only make it.
public final class Permit extends Source {
  private enum State {
    NONE,
    QUEUED,
    GRANTED,
    HELD
  }

  private Budget.Lane lane;
  private final BudgetClause<?> clause;
  private State state = State.NONE;
  private boolean own;
  private Budget.Lane takenFrom;
  private long ticket;
  private @Nullable Permit before;
  private @Nullable Permit after;

  Permit(Task<?> owner, BudgetClause<?> clause, Budget.Lane lane) {
    super(owner, clause.bit());
    this.clause = clause;
    this.lane = lane;
    this.takenFrom = lane;
  }

  /// From now on it is taken from another lane of the same budget: the task's work has become more
  /// urgent, or less. What it holds stays of the lane that it came from until it is given back.
  ///
  /// @throws IllegalArgumentException if the lane is another budget's
  public void use(Budget.Lane next) {
    lane.assertSibling(next);
    owner().assertThread();
    if (state != State.HELD) {
      parked(false);
    }
    lane = next;
    changed();
  }

  boolean available() {
    return state == State.GRANTED || (state != State.HELD && lane.anyFree());
  }

  /// The row that needs it fires: it is held from here on.
  void take() {
    if (state != State.GRANTED) {
      leaveQueue();
      own = lane.take();
      takenFrom = lane;
    }
    state = State.HELD;
  }

  /// After the action: the operation holds it, or it goes back.
  void bind() {
    if (state != State.HELD) {
      return;
    }
    Op<?> holder = owner().source(clause.holder().bit(), Op.class);
    if (holder.status() == Status.RUNNING) {
      holder.hold(this);
    } else {
      giveBack();
    }
  }

  /// Goes back to the budget. Its own task may have slept on not having it, and is told.
  void giveBack() {
    state = State.NONE;
    takenFrom.giveBack(own);
    changed();
  }

  /// The task sleeps: it queues if its row rests on having no permit, and wants none otherwise.
  void parked(boolean lacks) {
    if (lacks && state == State.NONE) {
      state = State.QUEUED;
      lane.queue(this);
    } else if (!lacks && state == State.GRANTED) {
      state = State.NONE;
      takenFrom.giveBack(own);
    } else if (!lacks) {
      leaveQueue();
    }
  }

  /// Its task joins a pool: all users of a budget are in one.
  void join(Pool pool) {
    lane.join(pool);
  }

  void grant(boolean laneOwn) {
    own = laneOwn;
    takenFrom = lane;
    state = State.GRANTED;
    changed();
  }

  /// The task leaves the pool.
  void abandon() {
    parked(false);
  }

  /// Where it stands, as one number: its state, whose permit it has, its lane.
  long standing() {
    int held = state == State.NONE || state == State.QUEUED ? 0 : own ? 1 : 2;
    return (lane.number() * 3L + held) * State.values().length + state.ordinal();
  }

  /// True while it waits in the queue of its lane.
  boolean waiting() {
    return state == State.QUEUED;
  }

  long ticket() {
    return ticket;
  }

  void ticket(long number) {
    ticket = number;
  }

  @Nullable Permit before() {
    return before;
  }

  @Nullable Permit after() {
    return after;
  }

  void links(@Nullable Permit previous, @Nullable Permit next) {
    before = previous;
    after = next;
  }

  private void leaveQueue() {
    if (state == State.QUEUED) {
      lane.leave(this);
      state = State.NONE;
    }
  }
}
