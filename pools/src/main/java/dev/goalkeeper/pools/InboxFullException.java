package dev.goalkeeper.pools;

import java.util.concurrent.RejectedExecutionException;

/// A pool has no room for what another thread brings: more was brought than its thread takes in.
/// Nothing of it has happened, and it may be brought again.
///
/// Whoever brought it reacts: drops it, tells its own caller to come later, or waits for room with
/// [Pool#event(String, Runnable, java.time.Duration)].
public final class InboxFullException extends RejectedExecutionException {
  private static final long serialVersionUID = 1L;

  /// @param message which pool, how much waits there, what was refused, and what to do
  public InboxFullException(String message) {
    super(message);
  }
}
