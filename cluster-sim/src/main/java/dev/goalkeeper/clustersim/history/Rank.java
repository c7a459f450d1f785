package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Versions;

/// Orders the states of a key: a version, its absence once that was taken.
final class Rank {
  /// Of the absence before everything.
  static final long FIRST = 1;

  /// Of what is not known.
  static final long NONE = 0;

  private Rank() {}

  static long present(long version) {
    return 2 * version;
  }

  static long taken(long version) {
    return 2 * version + 1;
  }

  static boolean isPresent(long rank) {
    return rank % 2 == 0;
  }

  /// The rank of the state that an operation saw or made, if its answer tells.
  static long of(Operation operation, Changes changes) {
    long made = changes.madeBy(operation);
    if (made > 0) {
      return present(made);
    }
    return switch (operation.answer()) {
      case Answer.Took(long version) -> taken(version);
      case Answer.Found(long version, long value) -> present(version);
      case Answer.Mismatch(long version) when version != Versions.ABSENT -> present(version);
      case Answer.Wrote wrote -> NONE;
      case Answer.Counted counted -> NONE;
      case Answer.Absent absent -> NONE;
      case Answer.Mismatch mismatch -> NONE;
      case Answer.NotDone notDone -> NONE;
      case Answer.Unknown unknown -> NONE;
    };
  }

  /// True if that operation made the state of its rank.
  static boolean made(Operation operation, Changes changes) {
    return changes.madeBy(operation) > 0 || operation.answer() instanceof Answer.Took;
  }
}
