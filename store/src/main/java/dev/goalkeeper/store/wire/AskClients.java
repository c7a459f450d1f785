package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireAtMost;

import java.util.List;

/// A master asks which of these clients' leases have ended.
///
/// @param clients at most [Limits#CLIENTS_MAX], rising
public record AskClients(List<Long> clients) implements Request.ToCoordinator {
  public AskClients {
    clients = List.copyOf(clients);
    requireClients(clients);
  }

  static void requireClients(List<Long> clients) {
    requireAtMost("clients", clients.size(), Limits.CLIENTS_MAX);
    long prior = 0;
    for (long client : clients) {
      Limits.requireRising("client", prior, client);
      prior = client;
    }
  }
}
