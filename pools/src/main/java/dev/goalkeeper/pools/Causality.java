package dev.goalkeeper.pools;

/// What is the cause of what happens in a pool now: an entry of its trace, and what from outside
/// led to that. Solves the paper's "causality is hard to trace" (4.1).
final class Causality {
  private final Trace trace;
  private final Onlooker onlooker;
  private long cause = Trace.NO_CAUSE;
  private long root = Trace.NO_CAUSE;

  /// @param entries how many of them are kept
  Causality(int entries, Onlooker onlooker, long now) {
    this.onlooker = onlooker;
    trace = new Trace(entries, onlooker, now);
  }

  Trace trace() {
    return trace;
  }

  /// The number of the entry that causes what happens now.
  long cause() {
    return cause;
  }

  /// The same, and an operation starts for that.
  long starts(Op<?> op) {
    onlooker.started(op);
    return cause;
  }

  /// The number of what came from outside, and led to what happens now.
  long root() {
    return root;
  }

  /// What happens next is caused by something from outside.
  void because(long sequence) {
    because(sequence, sequence);
  }

  /// What happens next is caused by a firing, which something from outside led to.
  void because(long sequence, long outside) {
    cause = sequence;
    root = outside;
  }

  /// What happens next has no cause in the pool.
  void end() {
    because(Trace.NO_CAUSE);
  }
}
