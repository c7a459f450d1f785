package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the pool remembers about one task. Only the pool's thread touches it, but for the view.
final class TaskRecord {
  /// Where a task stands with its pool.
  enum Phase {
    NEW,
    ACTIVE,
    PARKED,
    QUARANTINED,
    RETIRED
  }

  private @Nullable List<Awaiter<?>> awaiters;
  private @Nullable Recent recent;
  private Phase phase = Phase.NEW;
  private int id;
  private int slot;
  private long parkedOn;
  private long cause = Trace.NO_CAUSE;
  private long sinceNanos;
  private Decision.@Nullable Leaf<?> leaf;
  private long[] firings = new long[0];
  private boolean offered;
  private boolean permits;
  private boolean queued;
  private boolean localsKnown;
  private long locals;
  private @Nullable Retry retry;
  private long root = Trace.NO_CAUSE;
  private int firingsOfRoot;
  private boolean away;
  private long awaySinceNanos;
  private boolean overdueTold;
  private String quarantine = "";
  private @Nullable String lastName;
  private @Nullable View view;

  Phase phase() {
    return phase;
  }

  void phase(Phase next) {
    phase = next;
  }

  /// True once somebody added it to a pool, which may not have taken it in yet.
  boolean offered() {
    return offered;
  }

  void offer() {
    offered = true;
  }

  int id() {
    return id;
  }

  void id(int number) {
    id = number;
  }

  int slot() {
    return slot;
  }

  void slot(int index) {
    slot = index;
  }

  long parkedOn() {
    return parkedOn;
  }

  void unpark() {
    parkedOn = 0;
    phase = Phase.ACTIVE;
  }

  /// The name that it had when it was retired; nothing before.
  @Nullable String lastName() {
    return lastName;
  }

  void retired(String name) {
    lastName = name;
    parkedOn = 0;
    phase = Phase.RETIRED;
  }

  void park(Decision.Leaf<?> at, long now) {
    parkedOn = at.wakeMask();
    phase = Phase.PARKED;
    at(at, now);
  }

  void at(Decision.Leaf<?> row, long now) {
    Decision.Leaf<?> before = leaf;
    boolean goal = row.row().kind() == Row.Kind.GOAL;
    if (goal || !away) {
      away = !goal;
      awaySinceNanos = now;
      overdueTold = false;
    }
    if (before == null || before.row() != row.row()) {
      sinceNanos = now;
    }
    leaf = row;
  }

  Decision.@Nullable Leaf<?> leaf() {
    return leaf;
  }

  /// True, once, if it has been away from its goal for longer than this.
  boolean overdue(long now, long limitNanos) {
    boolean late = away && !overdueTold && now - awaySinceNanos > limitNanos;
    overdueTold |= late;
    return late;
  }

  long awaySinceNanos() {
    return awaySinceNanos;
  }

  /// What from outside it is active for: the number of an operation's end, a timer, an event.
  long root() {
    return root;
  }

  /// Why it is active now. What comes from outside starts its count of firings anew.
  void wokenBy(long by, long outside) {
    if (root != outside || outside == Trace.NO_CAUSE) {
      firingsOfRoot = 0;
    }
    cause = by;
    root = outside;
  }

  /// Counts a firing; returns how many there were on account of the same thing from outside.
  int fired() {
    return ++firingsOfRoot;
  }

  /// Its firings so far have brought it further.
  void progressed() {
    firingsOfRoot = 0;
  }

  /// Why it is in quarantine.
  String quarantine() {
    return quarantine;
  }

  void quarantined(String why) {
    quarantine = why;
    phase = Phase.QUARANTINED;
    localsKnown = false;
  }

  /// The task and its row, `worker R2`.
  String place(String name) {
    Decision.Leaf<?> row = leaf;
    return row == null ? name : name + " " + row.row().name();
  }

  long sinceNanos() {
    return sinceNanos;
  }

  long cause() {
    return cause;
  }

  void cause(long sequence) {
    cause = sequence;
  }

  /// The last firings; made with the first.
  Recent recent() {
    Recent made = recent;
    if (made == null) {
      made = new Recent();
      recent = made;
    }
    return made;
  }

  long[] firings() {
    return firings;
  }

  void firings(long[] counters) {
    firings = counters;
  }

  boolean permits() {
    return permits;
  }

  void permits(boolean has) {
    permits = has;
  }

  /// True if the values of the local clauses are as after the task's last step, or unknown.
  boolean localsAre(long values) {
    return !localsKnown || locals == values;
  }

  void locals(long values) {
    localsKnown = true;
    locals = values;
  }

  /// True while the task has a place in the active queue; it never has two.
  boolean queued() {
    return queued;
  }

  void queued(boolean has) {
    queued = has;
  }

  /// The end of its quarantine; nothing for a task that never threw.
  @Nullable Retry retry() {
    return retry;
  }

  void retry(Retry made) {
    retry = made;
  }

  void await(Awaiter<?> awaiter) {
    List<Awaiter<?>> waiting = awaiters;
    if (waiting == null) {
      waiting = new ArrayList<>(1);
      awaiters = waiting;
    }
    waiting.add(awaiter);
  }

  boolean awaited() {
    return awaiters != null;
  }

  /// Tells those whose condition holds. They may do anything, so they are off the list by then.
  void settleAwaiters() {
    List<Awaiter<?>> waiting = awaiters;
    if (waiting == null) {
      return;
    }
    List<Awaiter<?>> reached = new ArrayList<>();
    waiting.removeIf(awaiter -> awaiter.reached() && reached.add(awaiter));
    awaiters = waiting.isEmpty() ? null : waiting;
    reached.forEach(Awaiter::finish);
  }

  /// Tells all that it will never be.
  void failAwaiters(String why) {
    List<Awaiter<?>> waiting = awaiters;
    awaiters = null;
    if (waiting != null) {
      waiting.forEach(awaiter -> awaiter.fail(why));
    }
  }

  boolean atGoal() {
    Decision.Leaf<?> row = leaf;
    return phase == Phase.PARKED && row != null && row.row().kind() == Row.Kind.GOAL;
  }

  /// What others see of it; made when somebody asks. Of two who ask at once, each on a thread of
  /// its own, one may ask in vain: it is published for the other.
  View view() {
    View made = view;
    if (made == null) {
      made = new View();
      view = made;
    }
    return made;
  }
}
