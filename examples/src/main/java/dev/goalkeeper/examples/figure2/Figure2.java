package dev.goalkeeper.examples.figure2;

import dev.goalkeeper.examples.Example;
import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Words;
import java.time.Duration;
import java.util.List;

/// Example 2: the paper's Figure 2.
public record Figure2() implements Example {
  @Override
  public String title() {
    return "the paper's Figure 2: a replica of a log segment";
  }

  @Override
  public String teaches() {
    return "a failure is a row like any other; neighbours look at each other without locks";
  }

  @Override
  public List<Words> words() {
    return List.of(Replica.WORDS, Words.of(Backup.class, ""));
  }

  @Override
  public Duration storm() {
    return Duration.ofMillis(400);
  }

  @Override
  public Scene set(Stage stage) {
    return new Log(stage, storm());
  }
}
