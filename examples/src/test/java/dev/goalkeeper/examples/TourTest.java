package dev.goalkeeper.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Row;
import dev.goalkeeper.testkit.RuleTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What every example of the tour has to be.
class TourTest {
  static final List<Example> EXAMPLES = Tour.EXAMPLES;

  /// Far fewer than `check` takes, so that the build stays quick; enough for every rule to fire.
  private static final int SEEDS = 40;

  @ParameterizedTest
  @FieldSource("EXAMPLES")
  void everyCheckIsContent(Example example) {
    for (Check check : Check.all(SEEDS)) {
      Check.Verdict verdict = check.of(example);
      assertThat(verdict.good()).as("%s: %s", check.name(), verdict.lines()).isTrue();
    }
  }

  @ParameterizedTest
  @FieldSource("EXAMPLES")
  void wordsAreThereForEachRuleAndNoOther(Example example) {
    for (Words words : example.words()) {
      assertThat(words.byRow().keySet()).containsExactlyInAnyOrderElementsOf(
          RuleTables.of(words.table()).rows().stream()
              .filter(row -> row.kind() == Row.Kind.RULE).map(Row::name).toList());
    }
  }

  @ParameterizedTest
  @FieldSource("EXAMPLES")
  void oneSeedIsOneStory(Example example) {
    assertThat(Trial.play(example, 7)).isEqualTo(Trial.play(example, 7));
  }

  @ParameterizedTest
  @FieldSource("EXAMPLES")
  void whoWatchesSeesEachFiringInWordsAndChangesNothing(Example example) {
    var lines = new ArrayList<String>();
    Trial.Outcome watched = Trial.watch(example, 7, lines::add);
    assertThat(watched.hash()).isEqualTo(Trial.play(example, 7).hash());
    assertThat(lines.stream().filter(line -> !line.contains(" ms  -- ")))
        .hasSize((int) watched.firings().values().stream().mapToLong(times -> times).sum());
  }

  @Test
  void numbersBeginAtOne() {
    assertThat(Tour.number(1)).isSameAs(EXAMPLES.getFirst());
  }
}
