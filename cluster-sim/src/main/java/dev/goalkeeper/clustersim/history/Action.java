package dev.goalkeeper.clustersim.history;

import dev.goalkeeper.store.wire.Condition;

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
  /// @param value stands for the bytes ([dev.goalkeeper.store.fsck.Journal#hashOf]); no two writes
  ///     of a key have the same one
  record Write(long value, Condition condition) implements Action {
    @Override
    public String toString() {
      return ("write " + Long.toHexString(value) + " " + condition).strip();
    }
  }

  /// Takes away what is there.
  record Remove(Condition condition) implements Action {
    @Override
    public String toString() {
      return ("remove " + condition).strip();
    }
  }

  /// Adds to the number that is there, or to 0.
  record Increment(long by, Condition condition) implements Action {
    @Override
    public String toString() {
      return ("add " + by + " " + condition).strip();
    }
  }

  /// True if it may change something.
  default boolean changes() {
    return !(this instanceof Read);
  }

  /// True if it makes a version where it takes effect.
  default boolean makes() {
    return this instanceof Write || this instanceof Increment;
  }

  /// What it has to find.
  default Condition found() {
    return switch (this) {
      case Read read -> Condition.ALWAYS;
      case Write write -> write.condition();
      case Remove remove -> remove.condition();
      case Increment increment -> increment.condition();
    };
  }
}
