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
    QUARANTINED
  }

  private final List<Awaiter<?>> awaiters = new ArrayList<>(0);
  private final Recent recent = new Recent();
  private Phase phase = Phase.NEW;
  private int id;
  private int slot;
  private long parkedOn;
  private long cause = Trace.NO_CAUSE;
  private long sinceNanos;
  private Decision.@Nullable Leaf<?> leaf;
  private long[] firings = new long[0];
  private boolean permits;
  private int failures;
  private int repeats;
  private final View view = new View();

  Phase phase() {
    return phase;
  }

  void phase(Phase next) {
    phase = next;
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

  void park(Decision.Leaf<?> at, long now) {
    parkedOn = at.wakeMask();
    phase = Phase.PARKED;
    at(at, now);
    repeats = 0;
  }

  void at(Decision.Leaf<?> row, long now) {
    Decision.Leaf<?> before = leaf;
    repeats = before != null && before.path() == row.path() && phase == Phase.ACTIVE
        ? repeats + 1 : 0;
    if (before == null || !before.row().name().equals(row.row().name())) {
      sinceNanos = now;
    }
    leaf = row;
  }

  Decision.@Nullable Leaf<?> leaf() {
    return leaf;
  }

  /// How often in a row the same clause values led to the same row without a pause.
  int repeats() {
    return repeats;
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

  Recent recent() {
    return recent;
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

  int countFailure() {
    return ++failures;
  }

  List<Awaiter<?>> awaiters() {
    return awaiters;
  }

  boolean atGoal() {
    Decision.Leaf<?> row = leaf;
    return phase == Phase.PARKED && row != null && row.row().kind() == Row.Kind.GOAL;
  }

  View view() {
    return view;
  }
}
