package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Address;
import java.time.Duration;
import java.util.List;

/// What a client is told.
///
/// @param coordinators who know the tables; one of them leads
/// @param deadline by which every operation has an outcome
/// @param outstanding operations under way at once
/// @param exactlyOnce whether mutations without an answer are sent again, and take effect once;
///     otherwise each is sent once, and is unknown then
public record ClientOptions(
    List<Address> coordinators, Duration deadline, int outstanding, boolean exactlyOnce) {
  /// Operations that may wait for a slot, for each slot. More would only grow old.
  static final int WAITING_FOR_EACH_SLOT = 15;

  /// Enough to keep a few servers busy over a fast network: RAMCloud's window.
  private static final int OUTSTANDING_DEFAULT = 512;

  private static final int OUTSTANDING_MAX = 1 << 14;

  /// As long as a person waits; a backup's crash takes far less.
  private static final Duration DEADLINE_DEFAULT = Duration.ofSeconds(10);

  /// Checks the bounds.
  public ClientOptions {
    coordinators = List.copyOf(coordinators);
    if (coordinators.isEmpty()) {
      throw new IllegalArgumentException("a client needs a coordinator");
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("deadline: above zero, not " + deadline);
    }
    if (outstanding < 1 || outstanding > OUTSTANDING_MAX) {
      throw new IllegalArgumentException(
          "outstanding operations: 1 to " + OUTSTANDING_MAX + ", not " + outstanding);
    }
  }

  /// Of a cluster with one coordinator, with the usual bounds.
  public static ClientOptions of(Address coordinator) {
    return of(List.of(coordinator));
  }

  /// The usual bounds.
  public static ClientOptions of(List<Address> coordinators) {
    return new ClientOptions(coordinators, DEADLINE_DEFAULT, OUTSTANDING_DEFAULT, true);
  }

  /// The same, with another deadline.
  public ClientOptions withDeadline(Duration chosen) {
    return new ClientOptions(coordinators, chosen, outstanding, exactlyOnce);
  }

  /// The same, with another number of operations under way at once.
  public ClientOptions withOutstanding(int chosen) {
    return new ClientOptions(coordinators, deadline, chosen, exactlyOnce);
  }

  /// The same, but a mutation whose answer is lost is not sent again: a little cheaper, and for
  /// comparison.
  public ClientOptions withoutExactlyOnce() {
    return new ClientOptions(coordinators, deadline, outstanding, false);
  }

  /// Operations that a client has taken and not ended, at most.
  int accepted() {
    return outstanding * (1 + WAITING_FOR_EACH_SLOT);
  }
}
