package dev.goalkeeper.bench.ycsb;

import java.util.SplittableRandom;

/// The core workloads of Cooper et al., table 2, and of the YCSB that they published.
public enum CoreWorkload {
  /// A session store: recent actions are recorded.
  A(Choice.ZIPFIAN, 50, Operation.READ, Operation.UPDATE),
  /// Tags of photos: mostly read.
  B(Choice.ZIPFIAN, 95, Operation.READ, Operation.UPDATE),
  /// A cache of profiles.
  C(Choice.ZIPFIAN, 100, Operation.READ, Operation.READ),
  /// Status updates: people read the latest.
  D(Choice.LATEST, 95, Operation.READ, Operation.INSERT),
  /// Threads of a conversation: short ranges.
  E(Choice.ZIPFIAN, 95, Operation.SCAN, Operation.INSERT),
  /// A user's record is read and changed.
  F(Choice.ZIPFIAN, 50, Operation.READ, Operation.READ_MODIFY_WRITE);

  private static final int PERCENT = 100;

  private final Choice choice;
  private final int percent;
  private final Operation one;
  private final Operation other;

  /// @param percent of the operations that are `one`
  CoreWorkload(Choice choice, int percent, Operation one, Operation other) {
    this.choice = choice;
    this.percent = percent;
    this.one = one;
    this.other = other;
  }

  /// Which records it is about.
  public Choice choice() {
    return choice;
  }

  /// What is done next.
  Operation next(SplittableRandom chance) {
    return chance.nextInt(PERCENT) < percent ? one : other;
  }

  /// How many records so many operations insert, about.
  long inserts(long operations) {
    return other == Operation.INSERT ? operations * (PERCENT - percent) / PERCENT : 0;
  }
}
