package dev.goalkeeper.pools;

import java.util.function.Consumer;
import java.util.function.Predicate;

/// What waits for a point in a simulated run, and happens there once.
final class Ambush {
  private final FiringPoint point;
  private final Predicate<Pool> where;
  private final Consumer<Pool> what;
  private long seen;

  Ambush(FiringPoint point, Predicate<Pool> where, Consumer<Pool> what) {
    this.point = point;
    this.where = where;
    this.what = what;
  }

  boolean isAt(FiringPoint.Moment moment, String table, String row) {
    return moment == point.moment() && row.equals(point.row()) && table.equals(point.table());
  }

  /// A pool is there.
  void pass(Pool pool) {
    if (where.test(pool) && ++seen == point.nth()) {
      what.accept(pool);
    }
  }
}
