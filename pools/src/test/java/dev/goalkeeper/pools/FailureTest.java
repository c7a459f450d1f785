package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final Scene scene = new Scene();

  /// Throws from its action, its clause, or the statement that others watch, as the test says.
  private static final class Clumsy extends Task<Clumsy> {
    static final Clauses<Clumsy> C = Clauses.of(Clumsy.class);
    static final CellClause<Clumsy> WANTED = C.cell("wanted");
    static final Fact<Clumsy> SHOWN = C.fact("shown", Clumsy::shown, WANTED);
    static final Rules<Clumsy> RULES = C.rules()
        .rule("R", Clumsy::act, WANTED)
        .goal("G",              WANTED.not())
        .exports(SHOWN)
        .build();

    final Cell<Boolean> wanted = cell(WANTED, false);
    int tries;
    int failures;
    boolean showsBadly;

    @Override
    protected Rules<Clumsy> rules() {
      return RULES;
    }

    @Override
    protected Object state() {
      if (showsBadly) {
        throw new IllegalStateException("nothing to show");
      }
      return "idle";
    }

    private boolean shown() {
      return state().equals("idle") && !wanted.get();
    }

    private void act() {
      tries++;
      if (tries <= failures) {
        throw new IllegalStateException("try " + tries);
      }
      wanted.set(false);
    }
  }

  /// Watches a clumsy task.
  private static final class Audience extends Task<Audience> {
    static final Clauses<Audience> C = Clauses.of(Audience.class);
    static final LinkInput<Audience, Clumsy> STAR = C.link("star");
    static final Fact<Audience> SEES = C.peer("sees", STAR, () -> Clumsy.SHOWN, false);
    static final Rules<Audience> RULES =
        C.rules().waits("W", SEES.not()).goal("G", SEES).build();

    final Link<Clumsy> star = link(STAR);

    @Override
    protected Rules<Audience> rules() {
      return RULES;
    }
  }

  @Test
  void taskThatThrowsIsQuarantinedAndTriedAgain() {
    var clumsy = scene.add(new Clumsy());
    clumsy.failures = 2;
    scene.bring(() -> clumsy.wanted.set(true));
    assertThat(clumsy.tries).isEqualTo(1);
    assertThat(scene.pool.explain(clumsy)).contains("quarantined");

    scene.pass(LONG);
    assertThat(clumsy.tries).isEqualTo(3);
    assertThat(scene.row(clumsy)).isEqualTo("G");
  }

  @Test
  void othersGoOnWhileOneIsQuarantined() {
    var clumsy = scene.add(new Clumsy());
    var lamp = scene.add(new Lamp("lamp"));
    clumsy.failures = 1_000;
    scene.bring(() -> {
      clumsy.wanted.set(true);
      lamp.wanted.set(true);
    });
    assertThat(scene.row(lamp)).isEqualTo("G1");
    scene.pass(LONG);
    assertThat(clumsy.tries).as("less and less often, up to every 10 s").isBetween(15, 30);
  }

  @Test
  void taskRetiredInQuarantineIsNotTriedAgain() {
    var clumsy = scene.add(new Clumsy());
    clumsy.failures = 1;
    scene.bring(() -> clumsy.wanted.set(true));
    scene.bring(() -> scene.pool.retire(clumsy));
    scene.pass(LONG);
    assertThat(clumsy.tries).isEqualTo(1);
  }

  @Test
  void statementThatThrowsIsTheFailureOfItsTaskNotOfItsWatcher() {
    var clumsy = scene.add(new Clumsy());
    var audience = new Audience();
    audience.star.set(clumsy);
    clumsy.showsBadly = true;
    scene.add(audience);
    assertThat(scene.row(audience)).isEqualTo("W");
    assertThat(scene.pool.explain(clumsy)).contains("quarantined");

    clumsy.showsBadly = false;
    scene.pass(LONG);
    assertThat(scene.row(clumsy)).isEqualTo("G");
    assertThat(scene.row(audience)).as("it is looked at again").isEqualTo("G");
  }

  @Test
  void taskThatCannotShowItsStateIsQuarantinedAndThePoolGoesOn() {
    var clumsy = scene.add(new Clumsy());
    clumsy.showsBadly = true;
    scene.pool.latest(clumsy);
    scene.settle();
    assertThat(scene.pool.explain(clumsy)).contains("quarantined");
    clumsy.showsBadly = false;
    scene.pass(LONG);
    assertThat(scene.row(clumsy)).isEqualTo("G");
  }

  @Test
  void taskThatThrowsOnceInAWhileIsNotPunishedForThePast() {
    var clumsy = scene.add(new Clumsy());
    clumsy.failures = 8;
    scene.bring(() -> clumsy.wanted.set(true));
    scene.pass(LONG);
    scene.pass(LONG);
    clumsy.failures = clumsy.tries + 1;
    scene.bring(() -> clumsy.wanted.set(true));
    int tries = clumsy.tries;
    scene.pass(Duration.ofMillis(200));
    assertThat(clumsy.tries).isEqualTo(tries + 1);
  }

  @Test
  void failStopPoolStartsNoRuleAfterTheFirstThatThrows() {
    List<Throwable> deaths = new ArrayList<>();
    Pool pool = Pool.named("strict").world(scene.world).failStop(deaths::add).build();
    var all = new ArrayList<Clumsy>();
    for (int i = 0; i < 10; i++) {
      var clumsy = new Clumsy();
      clumsy.failures = 1_000;
      clumsy.wanted.set(true);
      all.add(clumsy);
      pool.add(clumsy);
    }
    scene.pass(LONG);
    assertThat(all.stream().mapToInt(each -> each.tries).sum()).isEqualTo(1);
    assertThat(deaths).hasSize(1);
    assertThat(pool.closed()).isTrue();
    assertThat(pool.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void failStopPoolDiesOfAnEventToo() {
    List<Throwable> deaths = new ArrayList<>();
    Pool pool = Pool.named("strict").world(scene.world).failStop(deaths::add).build();
    pool.event("bad", () -> {
      throw new IllegalStateException("unreadable");
    });
    assertThat(deaths).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(pool.closed()).isTrue();
  }

  @Test
  void poolClosedByARuleStartsNoOther() {
    var lamp = new Lamp("lamp");
    var closing = scene.add(new Caller("closing", new Budget("calls", 1).common()));
    closing.before = scene.pool::close;
    scene.pool.add(lamp);
    scene.pool.event("both", () -> closing.asked.set(true));
    scene.pool.event("both", () -> lamp.wanted.set(true));
    scene.pass(LONG);
    lamp.wanted.set(false);
    scene.pass(LONG);
    assertThat(closing.call.status()).isEqualTo(Status.RUNNING);
    assertThat(scene.pool.runOnce(scene.world.nanos())).isZero();
  }

  @Test
  void closedPoolTakesNoMoreTurnsInASimulation() {
    var caller = scene.add(new Caller("caller", new Budget("calls", 1).common()));
    scene.bring(() -> caller.asked.set(true));
    scene.pool.close();
    scene.pass(Duration.ofMillis(1));
    long steps = scene.world.steps();
    scene.pass(LONG);
    assertThat(scene.world.steps()).as("one turn was planned").isEqualTo(steps + 1);
  }
}
