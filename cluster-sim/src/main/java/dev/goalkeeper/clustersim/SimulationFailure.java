package dev.goalkeeper.clustersim;

/// A seed that showed something wrong. Whoever develops reacts: the message has the seed.
public final class SimulationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param test that runs the seed
  SimulationFailure(long seed, String test, Throwable cause) {
    super("seed " + seed + ": " + cause.getMessage()
        + "\nreplay: ./mvnw -q -pl cluster-sim -am test -Dtest=" + test
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dseeds=" + seed + ".." + seed, cause);
  }
}
