package dev.goalkeeper.store.cleaner;

import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.TableId;
import java.util.Optional;

/// Who needs what lies in the log. On the loop's thread.
public interface Holders {
  /// Who has the objects with that hash, or will have them. Nobody, if this server does not serve
  /// them: what the log has of them is of no use.
  Optional<Holder> holder(TableId table, long hash);

  /// Whether the result of that mutation which lies there is still needed.
  boolean holdsResult(Once once, long reference);

  /// That result lies elsewhere from now on; where it lay it has died.
  void moveResult(Once once, long from, long to);
}
