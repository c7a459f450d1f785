package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.LogPosition;

/// What makes log bytes safe, as the master sees it.
@FunctionalInterface
public interface Durability {
  /// Lets the answer go once all bytes before the position are certified on R backups: at once if
  /// they are already, never if this server dies before. On the loop's thread.
  void whenCertified(LogPosition position, Runnable answer);
}
