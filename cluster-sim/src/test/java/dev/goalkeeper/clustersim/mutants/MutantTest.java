package dev.goalkeeper.clustersim.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.clustersim.Simulation;
import dev.goalkeeper.clustersim.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The simulation finds every wrong protocol of the catalogue, by the invariant that it breaks; and
/// the page tells with which seed.
@Execution(ExecutionMode.CONCURRENT)
class MutantTest {
  private static final Path PAGE = Path.of("..", "docs", "found.md");
  private static final String BEGIN = "|---|---|---|---|---|---|\n";
  private static final String END = "\n\n";
  private static final String REWRITE =
      "./mvnw -q test -pl cluster-sim -am -Dtest=MutantTest -Dfound=write";

  /// What clusters say as they fail is the point of the test, and nothing for its reader.
  private static final Logger OURS = Logger.getLogger("dev.goalkeeper");

  private static final Map<Mutant, Hunt> HUNTS = new ConcurrentHashMap<>();

  @BeforeAll
  static void huntAll() {
    OURS.setLevel(Level.OFF);
    assertThat(Spread.over(Mutants.all().toList(), MutantTest::hunt)).isNotEmpty();
  }

  @AfterAll
  static void speak() {
    OURS.setLevel(null);
  }

  static Stream<Mutant> mutants() {
    return Mutants.all();
  }

  static Stream<Mutant> mutantsWithSomethingGiven() {
    return Mutants.all().filter(mutant -> !mutant.given().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void isFoundByTheInvariantThatItBreaks(Mutant mutant) {
    assertThat(hunt(mutant).seed())
        .as("the seed of %d that finds '%s'", Hunt.SEEDS_MAX, mutant).isPositive();
  }

  @ParameterizedTest
  @MethodSource("mutantsWithSomethingGiven")
  void whatIsGivenIsNotWrongByItself(Mutant mutant) {
    var loader = mutant.loadGiven();
    assertThat(LongStream.rangeClosed(1, Hunt.LOOKED_AT).mapToObj(loader::run))
        .allMatch(PatchedSimulation.Ending.Kept.class::isInstance);
  }

  @Test
  void withEveryPatchSwitchedOffASeedGivesTheSameHash() {
    for (Simulation scenario : Simulation.values()) {
      var anew = new PatchedSimulation(Mutants.classes(), scenario, List.of());
      for (long seed = 1; seed <= 3; seed++) {
        assertThat(anew.run(seed))
            .isEqualTo(new PatchedSimulation.Ending.Kept(scenario.run(seed).hash()));
      }
    }
  }

  @Test
  void thePageTellsWhatWasFound() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END, begin);
    String rows =
        String.join("\n", Mutants.all().map(MutantTest::hunt).map(Hunt::row).toList());
    if (System.getProperty("found", "").equals("write")) {
      Files.writeString(PAGE, page.substring(0, begin) + rows + page.substring(end));
    } else {
      assertThat(page.substring(begin, end))
          .as("the table of docs/found.md, which %s writes anew", REWRITE).isEqualTo(rows);
    }
  }

  private static Hunt hunt(Mutant mutant) {
    return HUNTS.computeIfAbsent(mutant, Hunt::of);
  }
}
