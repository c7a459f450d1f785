package dev.goalkeeper.clustersim;

/// A seed that showed something wrong. Whoever develops reacts: the message has the seed.
public final class SimulationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param replay the command that does it again
  SimulationFailure(long seed, String replay, Throwable cause) {
    super("seed " + seed + ": " + cause.getMessage() + "\nreplay: " + replay, cause);
  }
}
