package dev.goalkeeper.pools;

/// Whether a [Timer] is running.
///
/// @param <T> the task class that declared it
public final class TimerClause<T extends Task<T>> extends Clause<T> {
  private static final int STOPPED = 0;
  private static final int RUNNING = 1;

  private final int bit;

  TimerClause(String name, int index, int bit) {
    super(name, index, 1L << bit);
    this.bit = bit;
  }

  /// The statement that the timer was started and has not run out.
  public Literal<T> running() {
    return new Is<>(this, 1 << RUNNING);
  }

  int bit() {
    return bit;
  }

  @Override
  int size() {
    return 2;
  }

  @Override
  String valueName(int value) {
    return value == RUNNING ? "running" : "stopped";
  }

  @Override
  int value(T task) {
    return task.source(bit, Timer.class).running() ? RUNNING : STOPPED;
  }
}
