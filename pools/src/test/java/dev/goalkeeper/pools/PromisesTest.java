package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PromisesTest {
  /// Promises that what is shut is empty, and never to be on fire and shut.
  private static final class Oven extends Task<Oven> {
    static final Clauses<Oven> C = Clauses.of(Oven.class);
    static final CellClause<Oven> SHUT = C.cell("shut");
    static final CellClause<Oven> EMPTY = C.cell("empty");
    static final CellClause<Oven> BURNS = C.cell("burns");
    static final CellClause<Oven> BREAKS = C.cell("breaks");
    static final Rules<Oven> RULES = C
        .implies(SHUT, EMPTY)
        .never("burns behind a shut door", SHUT, BURNS)
        .rules()
        .rule("R", Oven::fill,   BREAKS)
        .goal("G1",              BREAKS.not(), SHUT, EMPTY)
        .goal("G2",              BREAKS.not(), SHUT.not(), BURNS)
        .waits("W",              BREAKS.not(), SHUT.not(), BURNS.not())
        .build();

    final Cell<Boolean> shut = cell(SHUT, false);
    final Cell<Boolean> empty = cell(EMPTY, true);
    final Cell<Boolean> burns = cell(BURNS, false);
    final Cell<Boolean> breaks = cell(BREAKS, false);

    @Override
    protected Rules<Oven> rules() {
      return RULES;
    }

    private void fill() {
      breaks.set(false);
      empty.set(false);
    }
  }

  private final Oven oven = new Oven();

  @Test
  void brokenImplicationEndsASimulation() {
    var scene = new Scene();
    scene.add(oven);
    oven.shut.set(true);
    oven.empty.set(false);
    assertThatThrownBy(scene::settle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Oven 1 breaks 'shut implies empty': shut, not empty");
  }

  @Test
  void combinationThatShouldNeverBeEndsASimulation() {
    var scene = new Scene();
    scene.add(oven);
    oven.shut.set(true);
    oven.burns.set(true);
    assertThatThrownBy(scene::settle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("where it should never be, 'burns behind a shut door'");
  }

  @Test
  void actionThatBreaksAPromiseQuarantinesItsTaskLive() {
    Pool pool = Pool.named("live").drivenBy(made -> () -> {}).build();
    oven.shut.set(true);
    oven.breaks.set(true);
    pool.add(oven);
    pool.runOnce(0);
    assertThat(pool.explain(oven))
        .contains("Oven 1 is in a state that its table declares impossible", "quarantined");
  }

  @Test
  void kindTaskKeepsItsPromises() {
    var scene = new Scene();
    scene.add(oven);
    scene.bring(() -> oven.breaks.set(true));
    assertThat(scene.row(oven)).isEqualTo("W");
  }
}
