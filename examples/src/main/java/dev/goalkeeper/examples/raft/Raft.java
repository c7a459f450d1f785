package dev.goalkeeper.examples.raft;

import dev.goalkeeper.examples.Example;
import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Words;
import java.time.Duration;
import java.util.List;

/// Example 7: Raft on three servers that crash, restart, and are cut off.
public record Raft() implements Example {
  @Override
  public String title() {
    return "Raft: elections and logs";
  }

  @Override
  public String teaches() {
    return "a published protocol, row by row; nothing is said before it is saved";
  }

  @Override
  public List<Words> words() {
    return List.of(Server.WORDS);
  }

  @Override
  public Duration storm() {
    return Duration.ofMillis(800);
  }

  @Override
  public Scene set(Stage stage) {
    return new Trio(stage, storm());
  }
}
