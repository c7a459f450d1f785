package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.fsck.Journal;

/// What a client was told.
public sealed interface Answer {
  /// There is nothing.
  Answer ABSENT = new Absent();

  /// There is another version than was expected, and nothing was changed.
  Answer MISMATCH = new Mismatch();

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

  /// See [#MISMATCH].
  record Mismatch() implements Answer {
    @Override
    public String toString() {
      return "mismatch";
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

  /// What a client of the store was told; of a value, the hash that stands for it.
  static Answer of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Value value -> new Found(value.version(), Journal.hashOf(value.bytes()));
      case Outcome.Written written -> new Wrote(written.version());
      case Outcome.Removed removed -> new Took(removed.version());
      case Outcome.Absent absent -> ABSENT;
      case Outcome.Mismatch mismatch -> MISMATCH;
      case Outcome.Refused refused -> NOT_DONE;
      case Outcome.NotDone notDone -> NOT_DONE;
      case Outcome.Unknown unknown -> UNKNOWN;
      case Outcome.Served served -> throw none(outcome);
      case Outcome.Listed listed -> throw none(outcome);
      case Outcome.Inspected inspected -> throw none(outcome);
    };
  }

  private static IllegalArgumentException none(Outcome outcome) {
    return new IllegalArgumentException("no answer about a key: " + outcome);
  }
}
