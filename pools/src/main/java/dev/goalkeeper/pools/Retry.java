package dev.goalkeeper.pools;

/// The time after which a quarantined task is looked at again.
final class Retry extends Timed {
  /// No source of change of its own; the pool wakes the task itself.
  private static final int NO_BIT = 63;

  Retry(Task<?> owner) {
    super(owner, NO_BIT);
  }

  @Override
  void expired() {
    owner().pool().release(owner());
  }

  @Override
  String what() {
    return "quarantine ended";
  }
}
