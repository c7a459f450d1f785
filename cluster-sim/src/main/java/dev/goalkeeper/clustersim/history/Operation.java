package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Condition;

/// One operation of a client on one key: what was asked and what was told, and the moments between
/// which a store must have done it.
///
/// @param process who asked
/// @param begun before it was sent; only the order of moments means something
/// @param ended after the answer came; [#NEVER] if none did
public record Operation(
    String key, int process, Action action, long begun, long ended, Answer answer) {
  /// The end of what nobody knows to have ended: it may still be done.
  public static final long NEVER = Long.MAX_VALUE;

  /// @throws IllegalArgumentException if it ends before it begins, or is told what it did not ask
  public Operation {
    boolean fits = switch (answer) {
      case Answer.Wrote wrote -> action instanceof Action.Write;
      case Answer.Took took -> action instanceof Action.Remove;
      case Answer.Found found -> action instanceof Action.Read;
      case Answer.Counted counted -> action instanceof Action.Increment;
      case Answer.Absent absent -> !action.makes();
      case Answer.Mismatch mismatch -> action.found().kind() != Condition.Kind.ALWAYS;
      case Answer.NotDone notDone -> true;
      case Answer.Unknown unknown -> ended == NEVER;
    };
    if (!fits) {
      throw new IllegalArgumentException("no answer to '" + action + "': " + answer);
    }
    if (ended < begun) {
      throw new IllegalArgumentException("ends at " + ended + ", begins at " + begun);
    }
  }

  /// True if what it was told, or may have done, says something about the key.
  boolean telling() {
    return switch (answer) {
      case Answer.NotDone notDone -> false;
      case Answer.Unknown unknown -> action.changes();
      case Answer.Wrote wrote -> true;
      case Answer.Took took -> true;
      case Answer.Counted counted -> true;
      case Answer.Found found -> true;
      case Answer.Absent absent -> true;
      case Answer.Mismatch mismatch -> true;
    };
  }

  boolean unknown() {
    return answer instanceof Answer.Unknown;
  }

  @Override
  public String toString() {
    return begun + ".." + (ended == NEVER ? "" : ended) + " process " + process + ": " + action
        + " -> " + answer;
  }
}
