package dev.goalkeeper.store.wire;

import java.util.List;

/// Those of the clients in question whose leases have ended, and never come back. All others were
/// alive after the question was asked.
///
/// @param clients rising
public record ClientsEnded(List<Long> clients) implements Reply.ToAskClients {
  public ClientsEnded {
    clients = List.copyOf(clients);
    AskClients.requireClients(clients);
  }
}
