package dev.goalkeeper.testkit;

import java.util.function.Supplier;

/// One thing that may happen next.
///
/// @param kind whether it may be relied on
/// @param words as a counterexample tells it
record Choice(Kind kind, Supplier<String> words, Runnable act) {
  /// What a choice is to the question whether goals are reached.
  enum Kind {
    /// A rule fires.
    FIRES,
    /// An answer arrives, a timer runs out: sooner or later it does.
    COMES,
    /// A fault, or an event from outside: it may never come.
    MAY_COME
  }
}
