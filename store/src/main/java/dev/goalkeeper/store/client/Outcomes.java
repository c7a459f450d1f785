package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Draining;
import dev.goalkeeper.store.wire.Incremented;
import dev.goalkeeper.store.wire.Inspection;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Mismatch;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Removed;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.TableList;
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Written;
import java.util.function.Function;

/// Puts the result of a call into the terms of its operation.
final class Outcomes {
  private Outcomes() {}

  static Outcome.OfRead ofRead(Result result) {
    return narrow(result, Reply.ToRead.class, Outcomes::read,
        Outcome.NotDone::new, unknown -> unknown);
  }

  static Outcome.OfWrite ofWrite(Result result) {
    return narrow(result, Reply.ToWrite.class, Outcomes::written,
        Outcome.NotDone::new, unknown -> unknown);
  }

  static Outcome.OfRemove ofRemove(Result result) {
    return narrow(result, Reply.ToRemove.class, Outcomes::removed,
        Outcome.NotDone::new, unknown -> unknown);
  }

  /// Of a mutation of whatever kind.
  static Outcome ofMutation(Result result) {
    return switch (result) {
      case Result.Answered(Written _) -> ofWrite(result);
      case Result.Answered(Incremented _) -> ofIncrement(result);
      case Result.Answered(Reply _) -> ofRemove(result);
      case Result.NotDone _, Result.Unknown _ -> ofRemove(result);
    };
  }

  static Outcome.OfIncrement ofIncrement(Result result) {
    return narrow(result, Reply.ToIncrement.class, Outcomes::incremented,
        Outcome.NotDone::new, unknown -> unknown);
  }

  static Outcome.OfScan ofScan(Result result, ScanCursor cursor) {
    return narrow(result, Reply.ToScan.class, reply -> scanned(reply, cursor),
        Outcome.NotDone::new, unknown -> unknown);
  }

  static Outcome.OfTables ofTables(Result result) {
    return narrow(result, Reply.ToGetTables.class, Outcomes::tables,
        Outcome.NotDone::new, unknown -> unknown);
  }

  static Outcome.OfTable ofTable(Result result) {
    return narrow(result, Reply.ToTable.class, Outcomes::table,
        Outcome.NotDone::new, unknown -> unknown);
  }

  static Outcome.OfDrain ofDrain(Result result) {
    return narrow(result, Reply.ToDrainServer.class, reply -> switch (reply) {
      case Draining(int left) -> new Outcome.Draining(left);
      case Refused refused -> refused(refused);
    }, Outcome.NotDone::new, unknown -> unknown);
  }

  static Outcome.OfDrop ofDrop(Result result, TableId table) {
    return narrow(result, Reply.ToCommand.class, reply -> switch (reply) {
      case Done _ -> new Outcome.Dropped(table);
      case Refused refused -> refused(refused);
    }, Outcome.NotDone::new, unknown -> unknown);
  }

  static Outcome.OfMembership ofMembership(Result result) {
    return narrow(result, Reply.ToGetMembership.class, Outcomes::listed,
        Outcome.NotDone::new, unknown -> unknown);
  }

  static Outcome.OfInspection ofInspection(Result result) {
    return narrow(result, Reply.ToInspect.class, Outcomes::inspected,
        Outcome.NotDone::new, unknown -> unknown);
  }

  private static Outcome.OfRead read(Reply.ToRead reply) {
    return switch (reply) {
      case Value value -> new Outcome.Value(value.version(), value.bytes());
      case Absent absent -> new Outcome.Absent();
      case Refused refused -> refused(refused);
    };
  }

  private static Outcome.OfWrite written(Reply.ToWrite reply) {
    return switch (reply) {
      case Written written -> new Outcome.Written(written.version());
      case Mismatch mismatch -> new Outcome.Mismatch(mismatch.version());
      case Refused refused -> refused(refused);
    };
  }

  private static Outcome.OfRemove removed(Reply.ToRemove reply) {
    return switch (reply) {
      case Removed removed -> new Outcome.Removed(removed.version());
      case Absent absent -> new Outcome.Absent();
      case Mismatch mismatch -> new Outcome.Mismatch(mismatch.version());
      case Refused refused -> refused(refused);
    };
  }

  private static Outcome.OfIncrement incremented(Reply.ToIncrement reply) {
    return switch (reply) {
      case Incremented done -> new Outcome.Incremented(done.version(), done.number());
      case Mismatch mismatch -> new Outcome.Mismatch(mismatch.version());
      case Refused refused -> refused(refused);
    };
  }

  private static Outcome.OfScan scanned(Reply.ToScan reply, ScanCursor cursor) {
    return switch (reply) {
      case Page page when !cursor.table().equals(TableId.NONE)
          && !cursor.table().equals(page.table()) -> new Outcome.Refused(Refusal.UNKNOWN_TABLE,
              "the table was dropped, and another one has its name: begin again");
      case Page page when !cursor.fits(page) -> new Outcome.Unknown("answered with " + page);
      case Page page -> new Outcome.Scanned(page.objects(), cursor.after(page));
      case Refused refused -> refused(refused);
    };
  }

  private static Outcome.OfTables tables(Reply.ToGetTables reply) {
    return switch (reply) {
      case TableList list -> new Outcome.Tables(list.tables());
      case Refused refused -> refused(refused);
    };
  }

  private static Outcome.OfTable table(Reply.ToTable reply) {
    return switch (reply) {
      case Table table -> new Outcome.Served(table);
      case Refused refused -> refused(refused);
    };
  }

  private static Outcome.OfMembership listed(Reply.ToGetMembership reply) {
    return switch (reply) {
      case Membership membership -> new Outcome.Listed(membership);
      case Refused refused -> refused(refused);
    };
  }

  private static Outcome.OfInspection inspected(Reply.ToInspect reply) {
    return switch (reply) {
      case Inspection inspection -> new Outcome.Inspected(inspection.text(), inspection.json());
      case Refused refused -> refused(refused);
    };
  }

  private static Outcome.Refused refused(Refused refused) {
    return new Outcome.Refused(refused.reason(), refused.text());
  }

  /// An answer of the wrong kind breaks the protocol; what it means for the request is anyone's
  /// guess.
  private static <R extends Reply, O extends Outcome> O narrow(
      Result result,
      Class<R> type,
      Function<R, O> answered,
      Function<String, O> notDone,
      Function<Outcome.Unknown, O> unknown) {
    return switch (result) {
      case Result.NotDone(String text) -> notDone.apply(text);
      case Result.Unknown(String text, Unresolved left) ->
          unknown.apply(new Outcome.Unknown(text, left));
      case Result.Answered(Reply reply) when type.isInstance(reply) ->
          answered.apply(type.cast(reply));
      case Result.Answered(Reply reply) ->
          unknown.apply(new Outcome.Unknown("answered with " + reply));
    };
  }
}
