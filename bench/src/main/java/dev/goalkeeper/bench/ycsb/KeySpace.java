package dev.goalkeeper.bench.ycsb;

import java.util.ArrayDeque;
import java.util.TreeSet;

/// The numbers of the records: those that are in the table are the ones from 0 on, so that any
/// number below a bound can be read. Inserts end in another order than they began, and may fail.
/// For any thread.
final class KeySpace {
  private final TreeSet<Long> ahead = new TreeSet<>();
  private final ArrayDeque<Long> givenBack = new ArrayDeque<>();
  private long known;
  private long next;

  /// So many are in the table, and no gap among them.
  synchronized long known() {
    return known;
  }

  /// The number of a record to be inserted.
  synchronized long claim() {
    return givenBack.isEmpty() ? next++ : givenBack.remove();
  }

  /// It is in the table.
  synchronized void inserted(long number) {
    ahead.add(number);
    while (!ahead.isEmpty() && ahead.first() == known) {
      ahead.removeFirst();
      known++;
    }
  }

  /// Perhaps it is in the table and perhaps not: somebody else has to insert it.
  synchronized void failed(long number) {
    givenBack.add(number);
  }
}
