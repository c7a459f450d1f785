package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.TableId;

/// Makes a request, anew for each try: a table's id is known only once its map is, its tablets
/// come to others, and what the client has acknowledged rises.
@FunctionalInterface
interface Asked {
  /// The request, for the table as it is known now.
  ///
  /// @param tenure of the key's tablet, as far as is known
  Request of(TableId table, long tenure, Once once);
}
