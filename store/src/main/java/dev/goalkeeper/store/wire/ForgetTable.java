package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;

/// The table was dropped: from now on the master serves nothing of it, also nothing of which it
/// hears later, in this life of its. To say it again is no error.
public record ForgetTable(TableId table) implements Request.ToMaster {
  public ForgetTable {
    require(!table.equals(TableId.NONE), "no table to forget");
  }
}
