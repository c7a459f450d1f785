package dev.goalkeeper.examples.tcp;

import dev.goalkeeper.examples.Example;
import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Words;
import java.time.Duration;
import java.util.List;

/// Example 4: a TCP connection over a link that loses, doubles and delays.
public record Tcp() implements Example {
  @Override
  public String title() {
    return "a TCP connection";
  }

  @Override
  public String teaches() {
    return "eleven states are five facts; simultaneous open and close are no special cases";
  }

  @Override
  public List<Words> words() {
    return List.of(Connection.WORDS);
  }

  @Override
  public Duration storm() {
    return Duration.ofMillis(400);
  }

  @Override
  public Scene set(Stage stage) {
    return new TwoEnds(stage, storm());
  }
}
