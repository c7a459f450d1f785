package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Table;

/// How an operation ended. One of four things holds for a mutation: it took effect ([Written],
/// [Removed]); its condition failed ([Mismatch], [Absent]); it certainly had no effect ([Refused],
/// [NotDone]); or nobody can tell ([Unknown]).
public sealed interface Outcome {
  /// Of a read.
  sealed interface OfRead extends Outcome permits Value, Absent, Refused, NotDone, Unknown {}

  /// Of a write.
  sealed interface OfWrite extends Outcome permits Written, Mismatch, Refused, NotDone, Unknown {}

  /// Of a removal.
  sealed interface OfRemove extends Outcome
      permits Removed, Absent, Mismatch, Refused, NotDone, Unknown {}

  /// Of making a table or asking for it.
  sealed interface OfTable extends Outcome permits Served, Refused, NotDone, Unknown {}

  /// Of asking who belongs to the cluster.
  sealed interface OfMembership extends Outcome permits Listed, Refused, NotDone, Unknown {}

  /// Of asking a process about its tasks.
  sealed interface OfInspection extends Outcome permits Inspected, Refused, NotDone, Unknown {}

  /// The object as it was read.
  record Value(long version, Bytes bytes) implements OfRead {}

  /// There is no such object.
  record Absent() implements OfRead, OfRemove {}

  /// The object has this version now, and keeps it as safely as the store promises.
  record Written(long version) implements OfWrite {}

  /// The object is gone; it had this version.
  record Removed(long version) implements OfRemove {}

  /// The object has another version than was expected; nothing was changed.
  record Mismatch(String text) implements OfWrite, OfRemove {}

  /// The table, and who serves it.
  record Served(Table table) implements OfTable {}

  /// The cluster's servers.
  record Listed(Membership membership) implements OfMembership {}

  /// What a process says, for people and for programs.
  record Inspected(String text, String json) implements OfInspection {}

  /// The store does not do it, for a reason that time alone does not change; nothing was changed.
  record Refused(Refusal reason, String text)
      implements OfRead, OfWrite, OfRemove, OfTable, OfMembership, OfInspection {}

  /// The deadline passed and the store has certainly not done it; nothing was changed. The text
  /// says what was in the way.
  record NotDone(String text)
      implements OfRead, OfWrite, OfRemove, OfTable, OfMembership, OfInspection {}

  /// The request was sent and no answer came: it may have taken effect, or may still. What came of
  /// a mutation can be found out: see [AsyncStoreClient#retry].
  ///
  /// @param unresolved what that takes
  record Unknown(String text, Unresolved unresolved)
      implements OfRead, OfWrite, OfRemove, OfTable, OfMembership, OfInspection {
    /// Nothing can be found out.
    public Unknown(String text) {
      this(text, Unresolved.NONE);
    }
  }
}
