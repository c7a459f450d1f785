package dev.goalkeeper.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.pools.Row;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.testkit.RuleTables;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every example of the tour has to be.
class TourTest {
  static final List<Example> EXAMPLES = Tour.EXAMPLES;

  /// Far fewer than `check` takes, so that the build stays quick; enough for every rule to fire.
  private static final int SEEDS = 40;

  /// What makes work end sooner, and without which it ends too: a killed job's tasks are killed, a
  /// slow attempt gets a second one beside it.
  private static final List<String> ONLY_SOONER = List.of("Job J1", "TaskWork T3s");

  /// An example and one of its rules.
  record Action(Example example, Words words, String row) {
    @Override
    public String toString() {
      return words.table().getSimpleName() + " " + row;
    }
  }

  static Stream<Action> actions() {
    return EXAMPLES.stream().flatMap(example -> example.words().stream()
        .flatMap(words -> words.byRow().keySet().stream()
            .map(row -> new Action(example, words, row))))
        .filter(action -> !ONLY_SOONER.contains(action.toString()));
  }

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

  /// An action that could be left out would be one that nobody has to read.
  @ParameterizedTest
  @MethodSource("actions")
  void withoutAnActionSomeSeedFails(Action action) {
    assertThatThrownBy(() -> {
      for (long seed = 1; seed <= SEEDS; seed++) {
        SimulatedWorld world = World.simulated(seed);
        world.mute(action.words().table().getSimpleName(), action.row());
        Trial.play(action.example(), world, line -> {});
      }
    }).isInstanceOf(TrialFailed.class).hasMessageStartingWith("seed ");
  }

  @Test
  void numbersBeginAtOne() {
    assertThat(Tour.number(1)).isSameAs(EXAMPLES.getFirst());
  }
}
