package dev.goalkeeper.examples.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.examples.Example;
import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Trial;
import dev.goalkeeper.examples.Words;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A second reaction to a node's death changes neither the event nor the first reaction.
class ReactionsTest {
  /// The program as it was before anybody thought of locks.
  private record FirstReactionAlone() implements Example {
    @Override
    public String title() {
      return "files alone";
    }

    @Override
    public String teaches() {
      return "";
    }

    @Override
    public List<Words> words() {
      return List.of(FileCopy.WORDS);
    }

    @Override
    public Duration storm() {
      return new SecondReaction().storm();
    }

    @Override
    public Scene set(Stage stage) {
      var cluster = new Cluster(stage, storm());
      cluster.react();
      return cluster;
    }
  }

  @Test
  void theSameEventServesOneReactionAndTwo() {
    assertThat(Trial.play(new FirstReactionAlone(), 3).firings().keySet())
        .allMatch(rule -> rule.startsWith("FileCopy"));
    assertThat(Trial.play(new SecondReaction(), 3).firings().keySet())
        .anyMatch(rule -> rule.startsWith("FileCopy"))
        .contains("Lock L1", "Lock F2");
  }

  @Test
  void theCodeOfTheEventNamesNobodyWhoReacts() throws IOException {
    assertThat(usedBy(Membership.class)).contains("Node", "Cell")
        .doesNotContain("FileCopy", "Lock");
    assertThat(usedBy(Node.class)).doesNotContain("FileCopy", "Lock");
  }

  @Test
  void theFirstReactionNeverHearsOfTheSecond() throws IOException {
    assertThat(usedBy(FileCopy.class)).contains("Node").doesNotContain("Lock");
  }

  /// The simple names of all classes that a class file mentions.
  private static List<String> usedBy(Class<?> type) throws IOException {
    try (InputStream bytes = Objects.requireNonNull(
        type.getResourceAsStream(type.getSimpleName() + ".class"))) {
      var names = new ArrayList<String>();
      for (var entry : ClassFile.of().parse(bytes.readAllBytes()).constantPool()) {
        if (entry instanceof ClassEntry used) {
          names.add(used.asInternalName().replaceFirst(".*/", ""));
        }
      }
      return names;
    }
  }
}
