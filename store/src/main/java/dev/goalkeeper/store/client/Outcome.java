package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.TableList;
import dev.goalkeeper.store.wire.Versions;
import java.util.List;

/// How an operation ended. One of four things holds for a mutation: it took effect ([Written],
/// [Removed], [Incremented]); its condition failed ([Mismatch], [Absent]); it certainly had no
/// effect ([Refused], [NotDone]); or nobody can tell ([Unknown]).
public sealed interface Outcome {
  /// Of a read.
  sealed interface OfRead extends Outcome permits Value, Absent, Refused, NotDone, Unknown {}

  /// Of a write.
  sealed interface OfWrite extends Outcome permits Written, Mismatch, Refused, NotDone, Unknown {}

  /// Of a removal.
  sealed interface OfRemove extends Outcome
      permits Removed, Absent, Mismatch, Refused, NotDone, Unknown {}

  /// Of an increment.
  sealed interface OfIncrement extends Outcome
      permits Incremented, Mismatch, Refused, NotDone, Unknown {}

  /// Of a page of a scan.
  sealed interface OfScan extends Outcome permits Scanned, Refused, NotDone, Unknown {}

  /// Of asking which tables there are.
  sealed interface OfTables extends Outcome permits Tables, Refused, NotDone, Unknown {}

  /// Of making a table or asking for it.
  sealed interface OfTable extends Outcome permits Served, Refused, NotDone, Unknown {}

  /// Of draining a server.
  sealed interface OfDrain extends Outcome permits Draining, Refused, NotDone, Unknown {}

  /// Of dropping a table.
  sealed interface OfDrop extends Outcome permits Dropped, Refused, NotDone, Unknown {}

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

  /// The number is this now, and keeps it as safely as the store promises.
  record Incremented(long version, long number) implements OfIncrement {}

  /// The condition does not hold; nothing was changed.
  ///
  /// @param version that is there, or [Versions#ABSENT]
  record Mismatch(long version) implements OfWrite, OfRemove, OfIncrement {
    /// For people.
    @Override
    public String toString() {
      return "the condition does not hold: there is "
          + (version == Versions.ABSENT ? "no object" : "version " + version);
    }
  }

  /// The next objects of a table.
  ///
  /// @param objects none, perhaps, also if there are more
  /// @param next where to go on, unless it is done
  record Scanned(List<Page.Line> objects, ScanCursor next) implements OfScan {}

  /// The tables, as they were made.
  record Tables(List<TableList.Line> tables) implements OfTables {}

  /// The table, and who serves it.
  record Served(Table table) implements OfTable {}

  /// The server is being drained, or not any more, as was asked; with none left it may be stopped.
  ///
  /// @param tabletsLeft that it has
  record Draining(int tabletsLeft) implements OfDrain {}

  /// Nobody serves the table any more.
  ///
  /// @param table which no other one ever is, whatever its name
  record Dropped(TableId table) implements OfDrop {}

  /// The cluster's servers.
  record Listed(Membership membership) implements OfMembership {}

  /// What a process says, for people and for programs.
  record Inspected(String text, String json) implements OfInspection {}

  /// The store does not do it, for a reason that time alone does not change; nothing was changed.
  /// [Refusal#BUSY] alone says that too much was under way: try again, a little later.
  record Refused(Refusal reason, String text)
      implements OfRead, OfWrite, OfRemove, OfIncrement, OfScan, OfTable, OfTables, OfMembership,
          OfDrop, OfDrain, OfInspection {}

  /// The deadline passed and the store has certainly not done it; nothing was changed. The text
  /// says what was in the way.
  record NotDone(String text)
      implements OfRead, OfWrite, OfRemove, OfIncrement, OfScan, OfTable, OfTables, OfMembership,
          OfDrop, OfDrain, OfInspection {}

  /// The request was sent and no answer came: it may have taken effect, or may still. What came of
  /// a mutation can be found out: see [AsyncStoreClient#retry].
  ///
  /// @param unresolved what that takes
  record Unknown(String text, Unresolved unresolved)
      implements OfRead, OfWrite, OfRemove, OfIncrement, OfScan, OfTable, OfTables, OfMembership,
          OfDrop, OfDrain, OfInspection {
    /// Nothing can be found out.
    public Unknown(String text) {
      this(text, Unresolved.NONE);
    }
  }
}
