package dev.goalkeeper.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes of ours, and what they say.
class ChildTest {
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final Pattern LISTENS = Pattern.compile("listens on (\\S+)$");

  @TempDir private Path directory = Path.of("");

  @Test
  void saysWhereItListensAndEndsWhenClosed() {
    Child child = start("coordinator", "--memory-only", "--until-eof");
    try (child) {
      assertThat(child.await(LISTENS, MOST).group(1)).startsWith("127.0.0.1:");
      assertThat(child.alive()).isTrue();
    }
    assertThat(child.alive()).isFalse();
  }

  @Test
  void endsWhenNobodyHoldsItsStandardInputAnyMore() {
    try (Child child = start("coordinator", "--memory-only", "--until-eof")) {
      child.await(LISTENS, MOST);
      child.letGo();
      assertThat(child.awaitEnd(MOST)).isZero();
    }
  }

  @Test
  void waitingForItTellsWhyItEnded() {
    try (Child child = start("coordinator", "--replicas=99")) {
      assertThatThrownBy(() -> child.await(LISTENS, MOST)).isInstanceOf(Failed.class)
          .hasMessageContaining("child ended: a cluster cannot be like that: replicas: 1 to 16");
      assertThat(child.awaitEnd(MOST)).isEqualTo(Status.BAD_INPUT);
    }
  }

  private Child start(String... arguments) {
    var jvm = Jvm.goalkeeper(64, Jvm.Compiler.QUICK);
    return Child.start("child", directory.resolve("errors"), jvm, List.of(arguments));
  }
}
