package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireName;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// The coordinator makes a master the owner of a tablet. Taking one that it has already is no
/// error.
///
/// @param recovery that brought its objects there before, or 0: it is new and has none
/// @param tableName for what people read
public record TakeTablet(Tablet tablet, long recovery, String tableName)
    implements Request.ToMaster {
  public TakeTablet {
    requireNotNegative("number of a recovery", recovery);
    requireName("table", tableName);
  }
}
