package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;
import static dev.goalkeeper.store.wire.Limits.requireName;

import java.util.List;

/// Makes a table, or answers with the one of that name if it is there already: on these owners, or
/// made for them, wherever its tablets are now. So it does no harm to ask again.
///
/// @param owners one tablet for each, in the order of their ranges; empty leaves it to the
/// coordinator
public record CreateTable(String name, List<ServerId> owners) implements Request.ToCoordinator {
  public CreateTable {
    requireName("table", name);
    owners = List.copyOf(owners);
    requireAtMost("tablets", owners.size(), Limits.TABLETS_MAX);
    require(!owners.contains(ServerId.NONE), "a tablet for no server");
  }
}
