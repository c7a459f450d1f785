package dev.goalkeeper.bench.timeline;

import java.util.function.Consumer;

/// A store that is called at a steady rate, whatever becomes of it meanwhile.
public interface Target extends AutoCloseable {
  /// What is called.
  enum Kind {
    /// Of an object that is there.
    READ,
    /// Of one that is there, with as many copies as there are servers for them.
    WRITE
  }

  /// Begins a call, and does not wait.
  ///
  /// @param number which key's turn it is
  /// @param ended is told how it failed, in a word or two, or nothing; by any thread
  void begin(Kind kind, int number, Consumer<String> ended);

  /// What was begun leaves now, at the latest.
  void flush();

  @Override
  void close();
}
