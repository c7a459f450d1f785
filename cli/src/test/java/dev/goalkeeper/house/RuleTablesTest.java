package dev.goalkeeper.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.goalkeeper.clustersim.StoreRow;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.RulesError;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.testkit.RuleTables;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule table of the project: it builds, and it builds without none of its rows.
class RuleTablesTest {
  static Stream<Class<?>> taskClasses() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("dev.goalkeeper").stream()
        .filter(type -> type.isAssignableTo(Task.class)
            && !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .map(type -> type.reflect());
  }

  @ParameterizedTest
  @MethodSource("taskClasses")
  void everyRowIsNeeded(Class<?> type) {
    Rules<?> rules = RuleTables.verify(type);
    assertThat(rules.rows()).isNotEmpty();
    rules.rows().forEach(row ->
        assertThatThrownBy(() -> rules.without(row.name()))
            .as("%s without %s", rules.name(), row.name())
            .isInstanceOf(RulesError.class));
  }

  @Test
  void simulationsKnowEveryTableOfTheStore() {
    assertThat(StoreRow.all().stream().map(StoreRow::table).distinct())
        .containsExactlyInAnyOrderElementsOf(
            taskClasses().filter(type -> type.getName().startsWith("dev.goalkeeper.store."))
                .map(Class::getSimpleName).toList());
  }

  @Test
  void theTablesOfThePaperAreAmongThem() {
    assertThat(taskClasses().map(Class::getSimpleName))
        .contains("Replica", "Segment", "Reclaim", "Placement", "HeldAnswers", "Peer");
  }
}
