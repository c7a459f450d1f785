package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireName;

/// The coordinator makes a master the owner of a tablet. Taking one that it has already is no
/// error; with a higher tenure it is served again, whatever move was under way. With tenure 0 it is
/// new and has no objects; otherwise the recovery or the move of that number has brought them there
/// before.
///
/// @param tableName for what people read
public record TakeTablet(Tablet tablet, String tableName) implements Request.ToMaster {
  public TakeTablet {
    requireName("table", tableName);
  }
}
