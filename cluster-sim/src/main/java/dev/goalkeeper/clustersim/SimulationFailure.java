package dev.goalkeeper.clustersim;

/// A seed that showed something wrong. Whoever develops reacts: the message has the seed.
public final class SimulationFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SimulationFailure(long seed, Throwable cause) {
    super("seed " + seed + ": " + cause.getMessage()
        + "\nreplay: ./mvnw -q -pl cluster-sim -am test -Dtest=ReplicationSeedsTest"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dseeds=" + seed + ".." + seed, cause);
  }
}
