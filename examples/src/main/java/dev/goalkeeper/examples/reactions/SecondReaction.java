package dev.goalkeeper.examples.reactions;

import dev.goalkeeper.examples.Example;
import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Words;
import java.time.Duration;
import java.util.List;

/// Example 3: an event gains a second reaction without a change of its handler.
public record SecondReaction() implements Example {
  @Override
  public String title() {
    return "an event gains a second reaction";
  }

  @Override
  public String teaches() {
    return "events write state; who reacts to it is added beside them, never into them";
  }

  @Override
  public List<Words> words() {
    return List.of(FileCopy.WORDS, Lock.WORDS, Words.of(Node.class, ""));
  }

  @Override
  public Duration storm() {
    return Duration.ofMillis(300);
  }

  @Override
  public Scene set(Stage stage) {
    var cluster = new Cluster(stage, storm());
    cluster.react();
    cluster.reactAlso();
    return cluster;
  }
}
