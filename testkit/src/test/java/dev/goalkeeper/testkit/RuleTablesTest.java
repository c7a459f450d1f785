package dev.goalkeeper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class RuleTablesTest {
  @Test
  void everyRowOfAGoodTableIsNeededAndTheTableIsReturned() {
    assertThat(RuleTables.verify(Light.class)).isSameAs(Light.RULES);
    assertThat(Light.RULES.table())
        .startsWith("Light\n  R1  RULE   wanted, not on\n")
        .contains("  W1  WAITS  wanted, on, not sees, not sees far\n");
  }

  @Test
  void taskWithoutATableIsNamedAndNotPassedOver() {
    assertThatThrownBy(() -> RuleTables.below("dev.goalkeeper.testkit", RuleTablesTest.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ProofAgainstCountingTest$Thing has no static field of type Rules");
  }

  @Test
  void classesAreFoundInAJarToo() {
    assertThat(RuleTables.below("org.assertj.core.error", Assertions.class)).isEmpty();
  }

  @Test
  void classWithoutATableIsRefused() {
    assertThatThrownBy(() -> RuleTables.verify(String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no static field of type Rules");
  }
}
