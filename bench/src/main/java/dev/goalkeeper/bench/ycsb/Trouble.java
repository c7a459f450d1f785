package dev.goalkeeper.bench.ycsb;

import dev.goalkeeper.store.client.Outcome;
import java.util.Locale;

/// In what way an operation did not go as it should; [#NONE] if it did.
///
/// @param kind a word or two, the same for all of its kind
/// @param wrong whether the store has said something that is not so: then it is broken
public record Trouble(String kind, boolean wrong) implements Comparable<Trouble> {
  static final Trouble NONE = new Trouble("", false);

  /// Something else was read than was written.
  static final Trouble DAMAGED = new Trouble("damaged", true);

  /// A record that is in the table was not found.
  static final Trouble ABSENT = new Trouble("absent", true);

  /// Of an outcome, if what it brings is right.
  static Trouble of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Absent _ -> ABSENT;
      case Outcome.Refused(var reason, String _) ->
          new Trouble("refused: " + reason.name().toLowerCase(Locale.ROOT), false);
      case Outcome.NotDone _ -> new Trouble("not done", false);
      case Outcome.Unknown _ -> new Trouble("unknown", false);
      case Outcome.Mismatch _ -> new Trouble("mismatch", true); // nobody has set a condition
      case Outcome other -> NONE;
    };
  }

  @Override
  public int compareTo(Trouble other) {
    return kind.compareTo(other.kind);
  }
}
