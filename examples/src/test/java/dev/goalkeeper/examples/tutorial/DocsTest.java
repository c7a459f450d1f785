package dev.goalkeeper.examples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.RulesError;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Every block of Java in these docs stands, line for line, in a source of this module, which the
/// compiler has read and other tests run.
class DocsTest {
  static final List<String> DOCS = List.of(
      "tutorial.md", "when-not.md", "from-actors.md", "from-state-machines.md",
      "from-reconcile-loops.md");

  private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @FieldSource("DOCS")
  void everyBlockOfJavaIsInASourceThatIsTested(String doc) throws IOException {
    String text = Files.readString(root().resolve("docs").resolve(doc));
    List<String> sources = sources();
    BLOCK.matcher(text).results().map(block -> bare(block.group(1))).forEach(block ->
        assertThat(sources).as("%s shows%n%s", doc, block)
            .anyMatch(source -> source.contains(block)));
  }

  @Test
  void theTutorialHasCode() throws IOException {
    String text = Files.readString(root().resolve("docs/tutorial.md"));
    assertThat(BLOCK.matcher(text).results()).hasSizeGreaterThan(4);
  }

  @Test
  void theTutorialQuotesWhatTheProofSays() throws IOException {
    String tutorial = Files.readString(root().resolve("docs/tutorial.md"));
    String said = "hole: no row covers rpc=FAILED, not open";
    assertThat(tutorial).contains(said);
    assertThatThrownBy(() -> FirstReplica.RULES.without("R8"))
        .isInstanceOf(RulesError.class).hasMessageContaining(said);
  }

  @Test
  void theFirstReplicaSendsAgainUntilItIsAnswered() {
    SimulatedWorld world = World.simulated(1);
    Pool pool = Pool.named("tutorial").world(world).build();
    var answers = new ArrayDeque<CompletableFuture<String>>(List.of(
        CompletableFuture.failedFuture(new IOException("lost")),
        CompletableFuture.completedFuture("here")));
    var replica = new FirstReplica(answers::remove);
    pool.add(replica);
    world.run(Duration.ofMillis(1));
    assertThat(replica.atGoal()).isTrue();
    assertThat(pool.firings().get("FirstReplica"))
        .containsEntry("R2", 2L).containsEntry("R8", 1L).containsEntry("R3", 1L);
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(root().resolve("examples/src"))) {
      return files.filter(file -> file.toString().endsWith(".java"))
          .map(DocsTest::read).map(DocsTest::bare).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /// Without the indentation: docs show members at the margin.
  private static String bare(String code) {
    return code.lines().map(String::strip).reduce("", (all, line) -> all + "\n" + line).strip();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    return Files.exists(folder.resolve("docs")) ? folder : folder.resolve("..").normalize();
  }
}
