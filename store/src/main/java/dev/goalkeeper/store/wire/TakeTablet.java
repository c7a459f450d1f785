package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireName;

/// The coordinator makes a master the owner of a tablet. Taking one that it has already is no
/// error.
///
/// @param tableName for what people read
public record TakeTablet(Tablet tablet, String tableName) implements Request.ToMaster {
  public TakeTablet {
    requireName("table", tableName);
  }
}
