package dev.goalkeeper.pools;

import java.time.Duration;

/// The status of an [Op]: IDLE, RUNNING, OK, FAILED and, unless it is endless, TIMED_OUT.
///
/// @param <T> the task class that declared it
public final class OpClause<T extends Task<T>> extends Clause<T> {
  /// How long an operation may run when its declaration does not say: long enough for a slow disk,
  /// short enough that a person still waits.
  public static final Duration TIMEOUT_DEFAULT = Duration.ofSeconds(10);

  static final long ENDLESS = Long.MAX_VALUE;

  /// The values of an operation that came to nothing.
  static final int ENDED_BADLY = 1 << Status.FAILED.ordinal() | 1 << Status.TIMED_OUT.ordinal();

  private final int bit;
  private long timeoutNanos = TIMEOUT_DEFAULT.toNanos();

  OpClause(String name, int index, int bit) {
    super(name, index, 1L << bit);
    this.bit = bit;
  }

  /// Says at declaration how long an operation may run; the task may still set another time when it
  /// makes the [Op]. What times out may still happen: see [Op#reset].
  public OpClause<T> timeout(Duration timeout) {
    timeoutNanos = checked(name(), timeout);
    return this;
  }

  static long checked(String op, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(op + ": a time-out is above zero, not " + timeout);
    }
    return timeout.toNanos();
  }

  /// Says at declaration that the operation may run for ever, so that TIMED_OUT is no value of it.
  public OpClause<T> endless() {
    timeoutNanos = ENDLESS;
    return this;
  }

  /// The statement that the operation is in one of these statuses.
  public Literal<T> is(Status... statuses) {
    int mask = 0;
    for (Status status : statuses) {
      mask |= 1 << status.ordinal();
    }
    return new Is<>(this, mask);
  }

  int bit() {
    return bit;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  @Override
  int size() {
    return Status.TIMED_OUT.ordinal() + (timeoutNanos == ENDLESS ? 0 : 1);
  }

  @Override
  String valueName(int value) {
    return Status.values()[value].name();
  }

  @Override
  int value(T task) {
    return task.source(bit, Op.class).status().ordinal();
  }
}
