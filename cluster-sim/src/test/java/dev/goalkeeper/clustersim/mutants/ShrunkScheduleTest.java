package dev.goalkeeper.clustersim.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.testkit.Incident;
import dev.goalkeeper.testkit.Shrunk;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Of what happens in a seed that finds a wrong protocol, half or less is needed; and that finds
/// it again, by the same invariant.
class ShrunkScheduleTest {
  private static final Logger OURS = Logger.getLogger("dev.goalkeeper");

  @BeforeAll
  static void silence() {
    OURS.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    OURS.setLevel(null);
  }

  @ParameterizedTest
  @CsvSource({
    "acknowledged with one replica too few, 1",
    "the old epoch is kept, 1",
    "a zombie is listened to, 19",
    "an OPEN that was refused is taken when it comes again, 11",
    "nothing is forced, 2"
  })
  void whatIsNeededIsFewAndFindsTheSameAgain(String name, long seed) {
    Mutant mutant = mutant(name);
    var loader = mutant.load();
    Shrunk shrunk = loader.shrink(seed);
    List<Incident> needed = shrunk.schedule().happened();
    System.out.println(name + ", seed " + seed + "\n" + String.join("\n", shrunk.lines()));

    assertThat(needed.size()).isPositive().isLessThanOrEqualTo(shrunk.before() / 2);
    assertThat(shrunk.schedule().lines()).hasSameSizeAs(needed)
        .allMatch(line -> line.contains(" ms  "));
    var parsed = Incident.parse(shrunk.incidents());
    assertThat(parsed).isEqualTo(needed);
    assertThat(loader.run(seed, parsed)).isInstanceOfSatisfying(
        PatchedSimulation.Ending.Broken.class,
        broken -> assertThat(mutant.spoke().speaksIn(broken.complaint())).isTrue());
    assertThat(mutant.loadGiven().run(seed, parsed))
        .as("the right protocol").isInstanceOf(PatchedSimulation.Ending.Kept.class);
  }

  @Test
  void peopleAreToldWithTheCommandThatRunsItAlone() {
    var loader = mutant("the old epoch is kept").load();
    List<String> told = loader.told(1).stream().map(String::valueOf).toList();
    assertThat(told.getFirst()).startsWith("seed 1: ");
    assertThat(told).anyMatch(line -> line.startsWith("replay: ./goalkeeper sim --replication 1"))
        .anyMatch(line -> line.matches("schedule: \\d+ of \\d+ incidents are .*"));
    assertThat(told.getLast())
        .startsWith("with these alone: ./goalkeeper sim --replication --only ").endsWith(" 1")
        .contains("CRASH:1", "WRITE:");
  }

  private static Mutant mutant(String name) {
    return Mutants.all().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
