package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {
  /// Exports a fact that reads a field which it declares nowhere.
  private static final class Show extends Task<Show> {
    static final Clauses<Show> C = Clauses.of(Show.class);
    static final CellClause<Show> OPEN = C.cell("open");
    static final Fact<Show> PLAYING = C.fact("playing", show -> show.playing, OPEN);
    static final Rules<Show> RULES =
        C.rules().goal("G", OPEN).waits("W", OPEN.not()).exports(PLAYING).build();

    final Cell<Boolean> open = cell(OPEN, true);
    boolean playing;

    @Override
    protected Rules<Show> rules() {
      return RULES;
    }
  }

  private static final class Viewer extends Task<Viewer> {
    static final Clauses<Viewer> C = Clauses.of(Viewer.class);
    static final LinkInput<Viewer, Show> SHOW = C.link("show");
    static final Fact<Viewer> SEES = C.peer("sees", SHOW, () -> Show.PLAYING, false);
    static final Rules<Viewer> RULES =
        C.rules().goal("G", SEES).waits("W", SEES.not()).build();

    final Link<Show> show = link(SHOW);

    @Override
    protected Rules<Viewer> rules() {
      return RULES;
    }
  }

  @Test
  void sameSeedGivesTheSameHashAndOthersGiveOthers() {
    Set<Long> hashes = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      long hash = crowd(seed, new ArrayList<>());
      assertThat(crowd(seed, new ArrayList<>())).as("seed %d", seed).isEqualTo(hash);
      hashes.add(hash);
    }
    assertThat(hashes).hasSize(20);
  }

  @Test
  void orderBetweenTasksIsShuffled() {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      var order = new ArrayList<String>();
      crowd(seed, order);
      orders.add(order);
    }
    assertThat(orders).hasSizeGreaterThan(20);
  }

  @Test
  void poolsOfOneNameDrawDifferentNumbers() {
    SimulatedWorld world = World.simulated(3);
    assertThat(world.random("pool a").nextLong()).isNotEqualTo(world.random("pool a").nextLong());
    assertThat(World.simulated(3).random("pool a").nextLong())
        .isEqualTo(World.simulated(3).random("pool a").nextLong());
  }

  @Test
  void missedWakeUpEndsTheSimulation() {
    var scene = new Scene();
    var sneaky = scene.add(new Sneaky());
    sneaky.level = 3;
    scene.pool.event("unrelated", () -> {});
    assertThatThrownBy(scene::settle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("missed wake-up: Sneaky 1 sleeps on W (wanted, not full)")
        .hasMessageContaining("something changed that none of its clauses names");
  }

  @Test
  void statementThatTurnedUnnoticedEndsTheSimulation() {
    var scene = new Scene();
    var show = scene.add(new Show());
    var viewer = new Viewer();
    viewer.show.set(show);
    scene.add(viewer);
    show.playing = true;
    scene.pool.event("unrelated", () -> assertThat(show.open.get()).isTrue());
    assertThatThrownBy(scene::settle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Show 1: 'playing' changed, its watchers were not told");
  }

  @Test
  void localStateThatSomebodyElseWritesEndsTheSimulation() {
    var scene = new Scene();
    var sneaky = scene.add(new Sneaky());
    sneaky.tired = true;
    scene.pool.event("wake it", () -> sneaky.wanted.set(false));
    assertThatThrownBy(scene::settle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Sneaky 1: somebody else wrote state that it declares local");
  }

  @Test
  void taskThatFiresWithoutEndIsCalledHot() {
    final class Hot extends Task<Hot> {
      static final Clauses<Hot> C = Clauses.of(Hot.class);
      static final CellClause<Hot> ON = C.cell("on");
      static final Rules<Hot> RULES =
          C.rules().rule("R", hot -> {}, ON).goal("G", ON.not()).build();

      final Cell<Boolean> on = cell(ON, true);

      @Override
      protected Rules<Hot> rules() {
        return RULES;
      }
    }

    var scene = new Scene();
    var hot = new Hot();
    scene.pool.add(hot);
    assertThat(hot.on.get()).isTrue();
    assertThatThrownBy(scene::settle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("hot: Hot 1 R leaves what it is stated over as it was, and fires "
            + "again and again, at on");
  }

  @Test
  void leftOutActionLeavesItsTaskWhereItIs() {
    var scene = new Scene();
    scene.world.mute("Lamp", "L1");
    var lamp = scene.add(new Lamp("lamp"));
    scene.bring(() -> lamp.wanted.set(true));
    scene.pass(Duration.ofSeconds(1));
    assertThat(lamp.lit).isFalse();
    assertThat(scene.row(lamp)).isEqualTo("L1");
    assertThat(scene.pool.firings().get("Lamp")).containsEntry("L1", 1L);

    scene.bring(() -> lamp.wanted.set(false));
    assertThat(scene.row(lamp)).isEqualTo("G0");
  }

  @Test
  void whatIsToHappenBesideAnActionHappensOnItsSideOfIt() {
    var scene = new Scene();
    var lamp = scene.add(new Lamp("lamp"));
    var seen = new ArrayList<String>();
    for (FiringPoint.Moment moment : FiringPoint.Moment.values()) {
      scene.world.at(new FiringPoint("Lamp", "L1", moment, 2), pool -> pool == scene.pool,
          pool -> seen.add(moment + (lamp.lit ? " lit" : " dark")));
    }
    for (int i = 0; i < 3; i++) {
      scene.bring(() -> lamp.wanted.set(true));
      scene.bring(() -> lamp.wanted.set(false));
    }
    assertThat(seen).containsExactly("BEFORE dark", "AFTER lit");
  }

  @Test
  void poolThatEndsJustBeforeAnActionNeverTakesIt() {
    var scene = new Scene();
    var lamp = scene.add(new Lamp("lamp"));
    scene.world.at(
        new FiringPoint("Lamp", "L1", FiringPoint.Moment.BEFORE, 1), pool -> true, Pool::close);
    scene.bring(() -> lamp.wanted.set(true));
    assertThat(lamp.lit).isFalse();
    assertThat(scene.pool.closed()).isTrue();
  }

  @Test
  void firingsOfOtherPoolsDoNotCount() {
    var scene = new Scene();
    var lamp = scene.add(new Lamp("lamp"));
    scene.world.at(
        new FiringPoint("Lamp", "L1", FiringPoint.Moment.AFTER, 1), pool -> false, Pool::close);
    scene.bring(() -> lamp.wanted.set(true));
    assertThat(lamp.lit).isTrue();
    assertThat(scene.pool.closed()).isFalse();
  }

  @Test
  void quietWorldComesToAnEnd() {
    var scene = new Scene();
    scene.add(new Lamp("lamp"));
    while (scene.world.step()) {
      assertThat(scene.world.steps()).isLessThan(1_000);
    }
    assertThat(scene.pool.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void poolIsNotRunFromWithinItsOwnTurn() {
    var scene = new Scene();
    var caller = scene.add(new Caller("caller", new Budget("calls", 1).common()));
    List<Throwable> refused = new ArrayList<>();
    caller.before = () -> {
      try {
        scene.pool.runOnce(0);
      } catch (IllegalStateException refusal) {
        refused.add(refusal);
      }
    };
    scene.bring(() -> caller.asked.set(true));
    assertThat(refused).extracting(Throwable::getMessage)
        .containsExactly("pool scene is run from within its own turn");
  }

  private static long crowd(long seed, List<String> order) {
    var scene = new Scene(seed);
    var budget = new Budget("calls", 2);
    for (int i = 0; i < 8; i++) {
      String name = "caller " + i;
      var caller = new Caller(name, budget.common());
      caller.before = () -> order.add(name);
      caller.asked.set(true);
      scene.pool.add(caller);
    }
    scene.pass(Duration.ofSeconds(1));
    return scene.world.hash();
  }
}
