package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Versions;

/// What a client asked of a key.
public sealed interface Action {
  /// Tells what is there.
  record Read() implements Action {
    @Override
    public String toString() {
      return "read";
    }
  }

  /// Puts a value there.
  ///
  /// @param value stands for the bytes; no two writes of a key have the same one
  /// @param expected the version that it has to find, [Versions#ANY] or [Versions#ABSENT]
  record Write(long value, long expected) implements Action {
    @Override
    public String toString() {
      return "write " + Long.toHexString(value) + condition(expected);
    }
  }

  /// Takes away what is there.
  ///
  /// @param expected the version that it has to find, or [Versions#ANY]
  record Remove(long expected) implements Action {
    @Override
    public String toString() {
      return "remove" + condition(expected);
    }
  }

  /// True if it may change something.
  default boolean changes() {
    return !(this instanceof Read);
  }

  /// The version that it has to find, [Versions#ANY] or [Versions#ABSENT].
  default long expectation() {
    return switch (this) {
      case Read read -> Versions.ANY;
      case Write write -> write.expected();
      case Remove remove -> remove.expected();
    };
  }

  private static String condition(long expected) {
    if (expected == Versions.ANY) {
      return "";
    }
    return expected == Versions.ABSENT ? " if absent" : " if " + expected;
  }
}
