package dev.goalkeeper.examples;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every action of every example is needed: one that could be left out would be one that nobody has
/// to read.
class LeftOutActionTest {
  /// Enough for every rule to fire.
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
    return Tour.EXAMPLES.stream().flatMap(example -> example.words().stream()
        .flatMap(words -> words.byRow().keySet().stream()
            .map(row -> new Action(example, words, row))))
        .filter(action -> !ONLY_SOONER.contains(action.toString()));
  }

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
}
