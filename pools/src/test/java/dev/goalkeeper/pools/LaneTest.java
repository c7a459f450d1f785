package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Turns are counted, never timed: one firing is one turn.
class LaneTest {
  private static final Lane LIGHT = new Lane("light", 1);
  private static final Lane HEAVY = new Lane("heavy", 8);
  private static final Lane MIDDLE = new Lane("middle", 3);

  private final Pool pool = Pool.named("lanes").drivenBy(made -> () -> {}).build();

  /// The lanes that had a turn, in that order.
  private final List<Lane> turns = new ArrayList<>();

  /// Fires as long as it is wanted.
  private static final class Busy extends Task<Busy> {
    static final Clauses<Busy> C = Clauses.of(Busy.class);
    static final CellClause<Busy> WANTED = C.cell("wanted");
    static final Rules<Busy> RULES =
        C.rules().rule("R", Busy::act, WANTED).goal("G", WANTED.not()).build();

    final Cell<Boolean> wanted = cell(WANTED, true);
    private final Lane lane;
    private final List<Lane> turns;

    Busy(Lane lane, List<Lane> turns) {
      this.lane = lane;
      this.turns = turns;
    }

    @Override
    protected Rules<Busy> rules() {
      return RULES;
    }

    @Override
    protected Lane lane() {
      return lane;
    }

    private void act() {
      turns.add(lane);
      progress();
    }
  }

  @Test
  void laneOfWeightOneGetsItsNinthBesideOneOfWeightEight() {
    for (int i = 0; i < 500; i++) {
      busy(HEAVY);
    }
    busy(LIGHT);
    turn();
    assertThat(turns).hasSize(Turn.STEPS_MAX);
    assertThat(inEveryWindow(9, 0)).containsOnly(1);
  }

  @Test
  void sharesFollowTheWeightsWhateverTheNumbersOfTasks() {
    busy(HEAVY);
    busy(LIGHT);
    busy(LIGHT);
    for (int i = 0; i < 100; i++) {
      busy(MIDDLE);
    }
    for (int i = 0; i < 12; i++) {
      turn();
    }
    int all = turns.size();
    assertThat(count(HEAVY)).isBetween(all * 8 / 12 - 1, all * 8 / 12 + 1);
    assertThat(count(MIDDLE)).isBetween(all * 3 / 12 - 1, all * 3 / 12 + 1);
    assertThat(count(LIGHT)).isBetween(all / 12 - 1, all / 12 + 1);
  }

  @Test
  void laneThatWasIdleHasSavedNothingUp() {
    Busy heavy = busy(HEAVY);
    Busy light = busy(LIGHT);
    turn();
    heavy.wanted.set(false);
    turn();
    heavy.wanted.set(true);
    int woken = turns.size();
    turn();
    assertThat(inEveryWindow(9, woken)).as("the heavy lane comes back").containsOnly(1);

    light.wanted.set(false);
    turn();
    light.wanted.set(true);
    woken = turns.size();
    turn();
    assertThat(inEveryWindow(9, woken)).as("the light lane comes back").containsOnly(1);
  }

  @Test
  void laneThatComesLaterDoesNotMakeUpForWhatItMissed() {
    busy(HEAVY);
    turn();
    busy(LIGHT);
    int joined = turns.size();
    turn();
    assertThat(inEveryWindow(9, joined)).containsOnly(1);
  }

  @Test
  void tasksOfOneLaneTakeTurnsInTheOrderInWhichTheyWoke() {
    assertThat(order(Lane.STANDARD)).isEqualTo(order(HEAVY)).containsExactly(0, 1, 2, 3, 4, 5);
  }

  @Test
  void lanesAreValuesAndAPoolHasOneOfEachName() {
    busy(HEAVY);
    busy(new Lane("heavy", 8));
    assertThatThrownBy(() -> busy(new Lane("heavy", 9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Busy 0 names Lane[name=heavy, weight=9], and pool lanes has "
            + "Lane[name=heavy, weight=8]; a lane has one weight");
    assertThatThrownBy(() -> busy(new Lane("standard", 2)))
        .hasMessageContaining("Lane[name=standard, weight=1]");
    for (int i = 2; i < Lane.LANES_MAX; i++) {
      busy(new Lane("lane " + i, i));
    }
    assertThatThrownBy(() -> busy(new Lane("one more", 1)))
        .hasMessageContaining("pool lanes has 8 lanes already: [standard, heavy, lane 2, ");
    assertThat(pool.tasks()).hasSize(Lane.LANES_MAX);
  }

  @Test
  void weightIsBounded() {
    assertThatThrownBy(() -> new Lane("none", 0))
        .hasMessage("lane none has a weight from 1 to 99, not 0");
    assertThatThrownBy(() -> new Lane("all", Lane.WEIGHT_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void simulationShufflesTasksOfAllLanes() {
    var scene = new Scene(5);
    for (Lane lane : List.of(LIGHT, HEAVY, MIDDLE)) {
      for (int i = 0; i < 3; i++) {
        var task = new Busy(lane, turns);
        scene.pool.event("add", () -> {
          scene.pool.add(task);
          task.wanted.set(false);
        });
        scene.settle();
        turns.clear();
        scene.pool.event("want", () -> task.wanted.set(true));
      }
    }
    scene.pool.runOnce(scene.world.nanos());
    assertThat(count(LIGHT)).as("each task as often as any other")
        .isBetween(turns.size() / 4, turns.size() / 2);
  }

  /// In which order six tasks, all in this lane, fire first.
  private static List<Integer> order(Lane lane) {
    Pool one = Pool.named("one lane").drivenBy(made -> () -> {}).build();
    List<Integer> order = new ArrayList<>();
    List<Busy> tasks = IntStream.range(0, 6).mapToObj(i -> new Busy(lane, new ArrayList<>() {
      @Override
      public boolean add(Lane turn) {
        return order.add(i);
      }
    })).toList();
    tasks.forEach(one::add);
    one.runOnce(0);
    return order.subList(0, 6);
  }

  private Busy busy(Lane lane) {
    var task = new Busy(lane, turns);
    pool.runOnce(0);
    pool.add(task);
    turns.clear();
    return task;
  }

  private void turn() {
    pool.runOnce(0);
  }

  private int count(Lane lane) {
    return (int) turns.stream().filter(lane::equals).count();
  }

  /// How often the light lane had a turn in each spell of so many turns, from one of them on.
  private List<Integer> inEveryWindow(int turnsEach, int from) {
    return IntStream.rangeClosed(from, turns.size() - turnsEach)
        .map(start -> (int) turns.subList(start, start + turnsEach).stream()
            .filter(LIGHT::equals).count())
        .boxed().distinct().toList();
  }
}
