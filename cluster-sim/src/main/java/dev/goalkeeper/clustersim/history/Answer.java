package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Versions;

/// What a client was told.
public sealed interface Answer {
  /// There is nothing.
  Answer ABSENT = new Absent();

  /// It was certainly not done.
  Answer NOT_DONE = new NotDone();

  /// Nobody can tell: it may have been done, may be yet, or never.
  Answer UNKNOWN = new Unknown();

  /// The write made this version.
  record Wrote(long version) implements Answer {
    @Override
    public String toString() {
      return "version " + version;
    }
  }

  /// The removal took this version away.
  record Took(long version) implements Answer {
    @Override
    public String toString() {
      return "took version " + version;
    }
  }

  /// The read found this version, and that value in it.
  record Found(long version, long value) implements Answer {
    @Override
    public String toString() {
      return "version " + version + " is " + Long.toHexString(value);
    }
  }

  /// See [#ABSENT].
  record Absent() implements Answer {
    @Override
    public String toString() {
      return "absent";
    }
  }

  /// The increment made this version, and this is its value.
  record Counted(long version, long value) implements Answer {
    @Override
    public String toString() {
      return "version " + version + " counts " + value;
    }
  }

  /// The condition does not hold: there is this version, or [Versions#ABSENT]. Nothing was changed.
  record Mismatch(long version) implements Answer {
    @Override
    public String toString() {
      return "mismatch with " + (version == Versions.ABSENT ? "nothing" : "version " + version);
    }
  }

  /// See [#NOT_DONE].
  record NotDone() implements Answer {
    @Override
    public String toString() {
      return "not done";
    }
  }

  /// See [#UNKNOWN].
  record Unknown() implements Answer {
    @Override
    public String toString() {
      return "unknown";
    }
  }

  /// What a client of the store was told.
  static Answer of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Value value -> new Found(value.version(), Journal.hashOf(value.bytes()));
      case Outcome.Written written -> new Wrote(written.version());
      case Outcome.Removed removed -> new Took(removed.version());
      case Outcome.Absent absent -> ABSENT;
      case Outcome.Mismatch mismatch -> new Mismatch(mismatch.version());
      case Outcome.Incremented done -> new Counted(done.version(), done.number());
      case Outcome.Refused refused -> NOT_DONE;
      case Outcome.NotDone notDone -> NOT_DONE;
      case Outcome.Unknown unknown -> UNKNOWN;
      case Outcome.Served served -> throw none(outcome);
      case Outcome.Scanned scanned -> throw none(outcome);
      case Outcome.Tables tables -> throw none(outcome);
      case Outcome.Dropped dropped -> throw none(outcome);
      case Outcome.Draining draining -> throw none(outcome);
      case Outcome.Listed listed -> throw none(outcome);
      case Outcome.Inspected inspected -> throw none(outcome);
    };
  }

  private static IllegalArgumentException none(Outcome outcome) {
    return new IllegalArgumentException("no answer about a key: " + outcome);
  }
}
