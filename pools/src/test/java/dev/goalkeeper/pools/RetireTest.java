package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetireTest {
  private final Scene scene = new Scene();
  private final Cell<Boolean> go = new Cell<>(false);

  /// Does once what the test says.
  private static final class Doer extends Task<Doer> {
    static final Clauses<Doer> C = Clauses.of(Doer.class);
    static final CellClause<Doer> GO = C.cell("go");
    static final Fact<Doer> DONE = C.local("done", doer -> doer.done);
    static final Rules<Doer> RULES = C.rules()
        .rule ("R1", Doer::act, GO, DONE.not())
        .goal ("G",             GO, DONE)
        .waits("W",             GO.not())
        .build();

    Runnable action = () -> {};
    boolean done;

    Doer(Cell<Boolean> go) {
      watch(GO, go);
    }

    @Override
    protected Rules<Doer> rules() {
      return RULES;
    }

    private void act() {
      done = true;
      action.run();
    }
  }

  /// Is named after a neighbour that it loses when it leaves.
  private static final class Shadow extends Task<Shadow> {
    static final Clauses<Shadow> C = Clauses.of(Shadow.class);
    static final LinkInput<Shadow, Lamp> LAMP = C.link("lamp");
    static final CellClause<Shadow> LONG = C.cell("long");
    static final Fact<Shadow> CAST = C.fact("cast", shadow -> shadow.lamp.present(), LAMP);
    static final Rules<Shadow> RULES = C.rules()
        .rule ("R", Shadow::shrink, CAST, LONG)
        .goal ("G",                 CAST, LONG.not())
        .waits("W",                 CAST.not())
        .exports(LONG)
        .build();

    final Link<Lamp> lamp = link(LAMP);
    final Cell<Boolean> tall = cell(LONG, true);

    @Override
    protected Rules<Shadow> rules() {
      return RULES;
    }

    @Override
    public String name() {
      return "shadow of " + lamp.get().name();
    }

    private void shrink() {
      tall.set(false);
    }
  }

  @Test
  void taskMayRetireItselfInItsAction() {
    var doer = scene.add(new Doer(go));
    doer.action = () -> scene.pool.retire(doer);
    scene.bring(() -> go.set(true));
    assertThat(doer.done).isTrue();
    assertThat(scene.pool.tasks()).isEmpty();
  }

  @Test
  void taskMayRetireAnotherThatIsActive() {
    var doers = new ArrayList<Doer>();
    for (int i = 0; i < 5; i++) {
      doers.add(scene.add(new Doer(go)));
    }
    for (Doer doer : doers) {
      doer.action = () -> doers.stream()
          .filter(other -> other != doer && other.added())
          .forEach(scene.pool::retire);
    }
    scene.bring(() -> go.set(true));
    assertThat(doers.stream().filter(doer -> doer.done)).hasSize(1);
    assertThat(scene.pool.tasks()).hasSize(1);
  }

  @Test
  void taskMayAddAnotherInItsAction() {
    var doer = scene.add(new Doer(go));
    var lamp = new Lamp("lamp");
    lamp.wanted.set(true);
    doer.action = () -> scene.pool.add(lamp);
    scene.bring(() -> go.set(true));
    assertThat(scene.row(lamp)).isEqualTo("G1");
    assertThat(scene.pool.why(lamp))
        .containsSubsequence("lamp fired L1", "event 'add lamp'", "fired R1");
  }

  @Test
  void retiredTaskHearsNothing() {
    var doer = scene.add(new Doer(go));
    scene.bring(() -> scene.pool.retire(doer));
    scene.bring(() -> go.set(true));
    assertThat(doer.done).isFalse();
  }

  @Test
  void sharedCellServesTheOthersWhoeverLeaves() {
    List<Doer> doers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      doers.add(scene.add(new Doer(go)));
    }
    scene.bring(() -> scene.pool.retire(doers.get(1)));
    scene.bring(() -> go.set(true));
    assertThat(doers.stream().filter(doer -> doer.done)).hasSize(3);
  }

  @Test
  void retiredTaskIsCalledAsItWas() {
    var lamp = scene.add(new Lamp("porch"));
    var shadow = new Shadow();
    shadow.lamp.set(lamp);
    scene.add(shadow);
    scene.bring(() -> scene.pool.retire(shadow));
    assertThat(shadow).hasToString("shadow of porch");
    assertThat(scene.pool.why(shadow)).contains("shadow of porch fired R");
  }

  @Test
  void taskJoinsOnePoolOnce() {
    var lamp = scene.add(new Lamp("lamp"));
    assertThatThrownBy(() -> scene.pool.add(lamp))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("lamp was added before; a task joins one pool, once. Make a new task.");
    scene.pool.retire(lamp);
    assertThatThrownBy(() -> scene.pool.add(lamp)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> scene.pool.retire(lamp))
        .isInstanceOf(IllegalArgumentException.class).hasMessage("lamp is not in pool scene");
    assertThatThrownBy(lamp::pool)
        .isInstanceOf(IllegalStateException.class).hasMessage("lamp is in no pool");
  }

  @Test
  void taskThatMakesNotAllThatItDeclaresIsRefused() {
    final class Lazy extends Task<Lazy> {
      static final Clauses<Lazy> C = Clauses.of(Lazy.class);
      static final CellClause<Lazy> FORGOTTEN = C.cell("forgotten");
      static final Rules<Lazy> RULES =
          C.rules().goal("G", FORGOTTEN).waits("W", FORGOTTEN.not()).build();

      @Override
      protected Rules<Lazy> rules() {
        return RULES;
      }
    }

    assertThatThrownBy(() -> scene.pool.add(new Lazy()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Lazy 0 declares 'forgotten' and never makes it");
    assertThat(scene.pool.tasks()).isEmpty();
  }
}
