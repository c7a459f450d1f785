package dev.goalkeeper.clustersim;

/// The coordinator of a simulated cluster has died, and what was waited for cannot come. The
/// scenario reacts: it goes on to what has to hold without a coordinator.
final class Leaderless extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Leaderless() {
    super("the coordinator has died");
  }
}
