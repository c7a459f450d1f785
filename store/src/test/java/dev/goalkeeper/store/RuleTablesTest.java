package dev.goalkeeper.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.testkit.RuleTables;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of every table of the store is needed. A new task class is found by itself.
class RuleTablesTest {
  static List<Class<?>> taskClasses() {
    return RuleTables.in("dev.goalkeeper.store");
  }

  @ParameterizedTest
  @MethodSource("taskClasses")
  void withoutAnyOneRowTheTableDoesNotBuild(Class<?> type) {
    assertThat(RuleTables.verify(type)).startsWith(type.getSimpleName());
  }
}
