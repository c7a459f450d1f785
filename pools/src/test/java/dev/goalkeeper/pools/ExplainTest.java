package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainTest {
  private final Scene scene = new Scene();

  /// Waits for the one that it links to.
  private static final class Polite extends Task<Polite> {
    static final Clauses<Polite> C = Clauses.of(Polite.class);
    static final LinkInput<Polite, Polite> OTHER = C.link("other");
    static final Fact<Polite> GONE = C.local("gone", polite -> polite.gone);
    static final Fact<Polite> OTHER_GONE =
        C.peer("other gone", OTHER, () -> Polite.GONE, false);
    static final Rules<Polite> RULES = C.rules()
        .goal ("G",              GONE)
        .rule ("R", Polite::go,  GONE.not(), OTHER_GONE)
        .waits("W",              GONE.not(), OTHER_GONE.not())
        .build();

    final Link<Polite> other = link(OTHER);
    private final String name;
    private boolean gone;

    Polite(String name) {
      this.name = name;
    }

    @Override
    protected Rules<Polite> rules() {
      return RULES;
    }

    @Override
    public String name() {
      return name;
    }

    private void go() {
      gone = true;
    }
  }

  @Test
  void explainTellsRowConditionStateAgeAndWhatWouldChangeIt() {
    var polite = scene.add(new Polite("ada"));
    scene.pass(Duration.ofMillis(40));
    assertThat(scene.pool.explain(polite))
        .contains("ada is in Polite W (waits), 4", "ms\n")
        .contains("  row    not gone, not other gone\n")
        .contains("  state  not gone, not other gone\n")
        .contains("  would change it: other, other gone\n")
        .doesNotContain("cycle");
  }

  @Test
  void explainNamesTheCycleInWhichTasksWait() {
    var ada = new Polite("ada");
    var bob = new Polite("bob");
    var cyd = new Polite("cyd");
    ada.other.set(bob);
    bob.other.set(cyd);
    cyd.other.set(ada);
    scene.add(ada);
    scene.add(bob);
    scene.add(cyd);
    assertThat(scene.pool.explain(ada))
        .contains("  looks at bob\n")
        .contains("  cycle of waits: ada -> bob -> cyd -> ada\n");
  }

  @Test
  void explainOfAQuarantinedTaskSaysSo() {
    var caller = scene.add(new Caller("caller", new Budget("calls", 1).common()));
    caller.before = () -> {
      throw new IllegalStateException("no route");
    };
    scene.bring(() -> caller.asked.set(true));
    assertThat(scene.pool.explain(caller)).contains("quarantined: a rule or clause threw");
  }

  @Test
  void explainOfAGoalForGoodSaysSo() {
    var polite = new Polite("ada");
    polite.gone = true;
    scene.add(polite);
    assertThat(scene.pool.explain(polite)).contains("nothing; this goal is for good");
  }

  @Test
  void explainOfALargeGroupIsShort() {
    var crew = new Crew();
    for (int i = 0; i < 100; i++) {
      crew.join("lamp " + i);
    }
    scene.add(crew);
    assertThat(scene.pool.explain(crew))
        .contains("  looks at lamp 0\n", "  and at 84 more\n").doesNotContain("lamp 16");
  }

  @Test
  void whyWalksAcrossTasksToTheEventThatBeganIt() {
    var lamp = scene.add(new Lamp("lamp"));
    var watcher = new Watcher();
    watcher.lamp.set(lamp);
    scene.add(watcher);
    scene.pool.event("dusk", () -> lamp.wanted.set(true));
    scene.settle();
    assertThat(scene.pool.why(watcher)).containsSubsequence(
        "Watcher 2 fired W1 at sees light, not noted",
        "because", "lamp fired L1 at wanted, not lit",
        "because", "event 'dusk'");
  }

  @Test
  void whyWalksThroughOperationsAndTimers() {
    var caller = scene.add(new Caller("caller", new Budget("calls", 1).common()));
    scene.pool.event("ring", () -> caller.asked.set(true));
    scene.pass(Duration.ofMillis(60));
    assertThat(scene.pool.why(caller)).containsSubsequence(
        "caller fired R2", "operation 'call' of caller ended TIMED_OUT",
        "caller fired R1", "event 'ring'");
  }

  @Test
  void whyWalksFromATimerToTheRuleThatStartedIt() {
    var napper = scene.add(new Napper());
    scene.pool.event("yawn", () -> napper.tired.set(true));
    scene.pass(Duration.ofMillis(60));
    assertThat(scene.pool.why(napper)).containsSubsequence(
        "Napper 1 fired R2", "timer of Napper 1: nap ran out", "Napper 1 fired R1", "event 'yawn'");
  }

  @Test
  void whyStillAnswersAfterTheRingHasWrapped() {
    var lamp = scene.add(new Lamp("lamp"));
    var busy = scene.add(new Lamp("busy"));
    scene.pool.event("dusk", () -> lamp.wanted.set(true));
    scene.settle();
    for (int i = 0; i < Trace.ENTRIES; i++) {
      boolean on = i % 2 == 0;
      scene.pool.event("flicker", () -> busy.wanted.set(on));
      scene.world.run(Duration.ofMillis(1));
    }
    assertThat(scene.pool.why(lamp))
        .contains("lamp fired L1 at wanted, not lit", "because event 'dusk'")
        .contains("what led to it is older than the trace");
  }

  @Test
  void whyShowsTimesSinceThePoolBegan() {
    SimulatedWorld world = World.simulated(1);
    world.run(Duration.ofHours(1));
    Pool late = Pool.named("late").world(world).build();
    var lamp = new Lamp("lamp");
    late.add(lamp);
    world.run(Duration.ofMillis(5));
    late.event("dusk", () -> lamp.wanted.set(true));
    world.run(Duration.ofMillis(5));
    assertThat(late.why(lamp)).contains("because 5.000 ms  #1  event 'dusk'");
  }

  @Test
  void firingsAreCountedByTableAndRow() {
    var lamp = scene.add(new Lamp("lamp"));
    scene.bring(() -> lamp.wanted.set(true));
    scene.bring(() -> lamp.wanted.set(false));
    scene.bring(() -> lamp.wanted.set(true));
    assertThat(scene.pool.firings().get("Lamp"))
        .containsExactly(Map.entry("L1", 2L), Map.entry("L2", 1L));
  }

  /// Naps when tired, by timer.
  private static final class Napper extends Task<Napper> {
    static final Clauses<Napper> C = Clauses.of(Napper.class);
    static final CellClause<Napper> TIRED = C.cell("tired");
    static final TimerClause<Napper> NAP = C.timer("nap");
    static final Fact<Napper> LAIN = C.local("lain down", napper -> napper.lain);
    static final Rules<Napper> RULES = C.rules()
        .rule ("R1", Napper::lie,  TIRED, NAP.running().not(), LAIN.not())
        .waits("W",                TIRED, NAP.running())
        .rule ("R2", Napper::rise, TIRED, NAP.running().not(), LAIN)
        .goal ("G",                TIRED.not())
        .build();

    final Cell<Boolean> tired = cell(TIRED, false);
    final Timer nap = timer(NAP);
    private boolean lain;

    @Override
    protected Rules<Napper> rules() {
      return RULES;
    }

    private void lie() {
      lain = true;
      nap.start(Duration.ofMillis(50));
    }

    private void rise() {
      lain = false;
      tired.set(false);
    }
  }
}
