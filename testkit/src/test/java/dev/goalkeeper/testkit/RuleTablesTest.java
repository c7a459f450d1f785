package dev.goalkeeper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import org.junit.jupiter.api.Test;

class RuleTablesTest {
  /// Forgot its table.
  private static final class Bare extends Task<Bare> {
    @Override
    protected Rules<Bare> rules() {
      throw new IllegalStateException("never run");
    }
  }

  @Test
  void everyRowOfAGoodTableIsNeededAndTheTableIsReturned() {
    assertThat(RuleTables.verify(Light.class))
        .startsWith("Light\n  R1  RULE   wanted, not on\n")
        .contains("  W1  WAITS  wanted, on, not sees, not sees far\n");
  }

  @Test
  void classWithoutATableFails() {
    assertThatThrownBy(() -> RuleTables.verify(Bare.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageEndingWith("Bare has no rule table; keep it in a static field of type Rules");
  }

  @Test
  void allTaskClassesInAndBelowAPackageAreFound() {
    assertThat(RuleTables.in("dev.goalkeeper")).contains(Light.class, Bare.class);
  }

  @Test
  void searchingWhereThereIsNoTaskFails() {
    assertThatThrownBy(() -> RuleTables.in("org.opentest4j"))
        .as("a package in a jar")
        .isInstanceOf(AssertionError.class)
        .hasMessage("no task class in or below org.opentest4j");
  }
}
