package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Address;

/// Where a request goes.
sealed interface Route {
  /// To the master that serves the key's tablet, as far as is known.
  record ToKey(String table, long hash) implements Route {}

  /// To the coordinator that leads.
  record ToCoordinator() implements Route {}

  /// To a process that is known by its address.
  record ToProcess(Address address) implements Route {}
}
