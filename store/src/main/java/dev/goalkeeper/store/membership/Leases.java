package dev.goalkeeper.store.membership;

import java.time.Duration;

/// How long a read lease lasts, and by how much clocks may err meanwhile.
///
/// Two clocks measure one lease, each from a moment of its own: that of the server, which may
/// answer reads, begins when it asks, and that of the coordinator, which must not let another
/// server answer, when it grants, which is later. Each takes its own error upon itself, so that the
/// first never ends after the second.
public final class Leases {
  /// Of one lease. A server that was given up keeps its tablets from others for so long; one whose
  /// renewals fail for so long answers no reads.
  public static final Duration LENGTH = Duration.ofSeconds(1);

  /// In so many nanoseconds a monotonic clock goes wrong by one at the most. That is far more than
  /// one does that is kept by NTP (1 in 2,000), or by no one.
  private static final long NANOS_PER_ERROR = 100;

  private Leases() {}

  /// A spell that is over by any clock once it is by the best one.
  public static long atMost(Duration spell) {
    return spell.toNanos() - spell.toNanos() / NANOS_PER_ERROR;
  }

  /// A spell that is not over by any clock before it is by the best one.
  public static long atLeast(Duration spell) {
    return spell.toNanos() + spell.toNanos() / NANOS_PER_ERROR;
  }
}
