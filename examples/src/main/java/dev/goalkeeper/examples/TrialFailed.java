package dev.goalkeeper.examples;

/// A seed under which an example breaks an invariant or misses a goal. Caught by whoever checks,
/// and shown.
public final class TrialFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long seed;

  TrialFailed(long seed, Throwable cause) {
    super("seed " + seed + ": " + cause.getMessage(), cause);
    this.seed = seed;
  }

  /// The seed that shows it again.
  public long seed() {
    return seed;
  }
}
