package dev.goalkeeper.examples;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// One step of the tour.
public interface Example {
  /// A line that says what is built.
  String title();

  /// What a reader takes home, in a sentence.
  String teaches();

  /// Each of its rule tables, with its rules in words.
  List<Words> words();

  /// How long things go wrong; after it they heal.
  Duration storm();

  /// Makes the tasks and what is around them, and starts both.
  Scene set(Stage stage);

  /// Plays it in real time, on real threads.
  ///
  /// @param say where a line for people goes
  default void run(Consumer<String> say) {
    LiveRun.of(this, say);
  }
}
