package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Duration TIME_OUT = Duration.ofMillis(60);

  private final Scene scene = new Scene();
  private final Budget budget = new Budget("calls", 1);
  private final Caller first = new Caller("first", budget.common());
  private final Caller second = new Caller("second", budget.common());
  private final Caller third = new Caller("third", budget.common());

  /// Needs a permit of each of two budgets for one call.
  private static final class Glutton extends Task<Glutton> {
    static final Clauses<Glutton> C = Clauses.of(Glutton.class);
    static final OpClause<Glutton> EAT = C.op("eat").endless();
    static final BudgetClause<Glutton> FORK = C.budget("fork", EAT);
    static final BudgetClause<Glutton> KNIFE = C.budget("knife", EAT);
    static final Rules<Glutton> RULES = C.rules()
        .given(EAT.is(Status.IDLE))
          .rule ("R1", Glutton::eat, FORK, KNIFE)
          .waits("W1",               FORK.not())
          .waits("W2",               FORK, KNIFE.not())
        .given()
          .goal ("G",                EAT.is(Status.RUNNING, Status.OK, Status.FAILED))
        .build();

    final Op<String> eat = op(EAT);

    Glutton(Budget forks, Budget knives) {
      permit(FORK, forks.common());
      permit(KNIFE, knives.common());
    }

    @Override
    protected Rules<Glutton> rules() {
      return RULES;
    }

    private void eat() {
      eat.begin();
    }
  }

  /// Is at its goal while there is no permit: sleeps on a goal that a permit ends.
  private static final class Idler extends Task<Idler> {
    static final Clauses<Idler> C = Clauses.of(Idler.class);
    static final OpClause<Idler> SCRUB = C.op("scrub").endless();
    static final BudgetClause<Idler> SLOT = C.budget("slot", SCRUB);
    static final Rules<Idler> RULES = C.rules()
        .given(SCRUB.is(Status.IDLE))
          .goal("busy",               SLOT.not())
          .rule("R1", Idler::scrub,   SLOT)
        .given()
          .goal("at it",              SCRUB.is(Status.RUNNING, Status.OK, Status.FAILED))
        .build();

    final Op<String> scrub = op(SCRUB);

    Idler(Budget budget) {
      permit(SLOT, budget.common());
    }

    @Override
    protected Rules<Idler> rules() {
      return RULES;
    }

    private void scrub() {
      scrub.begin();
    }
  }

  /// Says of a free permit that it waits for something else.
  private static final class Dawdler extends Task<Dawdler> {
    static final Clauses<Dawdler> C = Clauses.of(Dawdler.class);
    static final OpClause<Dawdler> GO = C.op("go").endless();
    static final BudgetClause<Dawdler> SLOT = C.budget("slot", GO);
    static final CellClause<Dawdler> READY = C.cell("ready");
    static final Rules<Dawdler> RULES = C.rules()
        .given(GO.is(Status.IDLE))
          .rule ("R1", Dawdler::go, SLOT, READY)
          .waits("W1",              SLOT, READY.not())
          .waits("W2",              SLOT.not())
        .given()
          .goal ("G",               GO.is(Status.RUNNING, Status.OK, Status.FAILED))
        .build();

    final Cell<Boolean> ready = cell(READY, false);
    private final Op<String> go = op(GO);

    Dawdler(Budget budget) {
      permit(SLOT, budget.common());
    }

    @Override
    protected Rules<Dawdler> rules() {
      return RULES;
    }

    private void go() {
      go.begin();
    }
  }

  @Test
  void permitsGoToWaitersInTheOrderInWhichTheyCame() {
    ask(first);
    ask(second);
    ask(third);
    assertThat(rows()).containsExactly("W2", "W1", "W1");

    answer(first);
    assertThat(rows()).containsExactly("G", "W2", "W1");
    scene.bring(() -> first.asked.set(true));
    answer(second);
    assertThat(rows()).as("who asks again queues at the end").containsExactly("W1", "G", "W2");
    answer(third);
    answer(first);
    assertThat(budget.free()).isEqualTo(1);
  }

  @Test
  void permitComesBackWhenTheCallFails() {
    ask(first);
    scene.bring(() -> first.call.fail(first.token, new IllegalStateException("lost")));
    assertThat(first.ended).isEqualTo(Status.FAILED);
    assertThat(budget.free()).isEqualTo(1);
  }

  @Test
  void permitComesBackWhenTheCallTimesOut() {
    ask(first);
    ask(second);
    scene.pass(TIME_OUT);
    assertThat(first.ended).isEqualTo(Status.TIMED_OUT);
    assertThat(scene.row(second)).isEqualTo("W2");
  }

  @Test
  void permitComesBackWhenTheCallIsReset() {
    ask(first);
    ask(second);
    scene.bring(() -> {
      first.asked.set(false);
      first.call.reset();
    });
    assertThat(scene.row(first)).isEqualTo("G");
    assertThat(scene.row(second)).isEqualTo("W2");
  }

  @Test
  void permitComesBackWhenItsHolderIsRetired() {
    ask(first);
    ask(second);
    scene.bring(() -> scene.pool.retire(first));
    assertThat(scene.row(second)).isEqualTo("W2");
  }

  @Test
  void permitComesBackWhenItsHolderRetiresItselfAsItTakesIt() {
    first.before = () -> {
      first.starts = false;
      scene.pool.retire(first);
    };
    ask(first);
    assertThat(first.added()).isFalse();
    assertThat(budget.free()).isEqualTo(1);
  }

  @Test
  void permitComesBackWhenTheActionStartsNothing() {
    first.starts = false;
    ask(first);
    assertThat(scene.row(first)).isEqualTo("G");
    assertThat(budget.free()).isEqualTo(1);
  }

  @Test
  void permitComesBackWhenTheActionThrows() {
    first.before = () -> {
      throw new IllegalStateException("no route");
    };
    ask(first);
    assertThat(budget.free()).isEqualTo(1);
    ask(second);
    assertThat(scene.row(second)).isEqualTo("W2");
  }

  @Test
  void waiterThatLeavesTheQueueIsPassedOver() {
    ask(first);
    ask(second);
    ask(third);
    scene.bring(() -> second.asked.set(false));
    answer(first);
    assertThat(rows()).containsExactly("G", "G", "W2");

    ask(first);
    scene.bring(() -> scene.pool.retire(first));
    answer(third);
    assertThat(budget.free()).isEqualTo(1);
  }

  @Test
  void grantThatIsNotUsedGoesToTheNext() {
    ask(first);
    ask(second);
    ask(third);
    scene.bring(() -> {
      first.call.complete(first.token, "done");
      second.asked.set(false);
    });
    assertThat(rows()).containsExactly("G", "G", "W2");
  }

  @Test
  void quarantinedWaiterDoesNotKeepOthersWaiting() {
    ask(first);
    ask(second);
    ask(third);
    second.panics = true;
    answer(first);
    assertThat(scene.row(third)).isEqualTo("W2");
  }

  @Test
  void laneKeepsItsPermitsForItsOwnAndMayUseTheCommonOnes() {
    Budget.Lane urgent = budget.reserve(1);
    var fast = new Caller("fast", urgent);
    var faster = new Caller("faster", urgent);
    ask(first);
    ask(second);
    assertThat(scene.row(second)).as("the lane's permit is not for it").isEqualTo("W1");

    ask(fast);
    ask(faster);
    assertThat(scene.row(fast)).isEqualTo("W2");
    answer(fast);
    assertThat(scene.row(faster)).isEqualTo("W2");
    assertThat(scene.row(second)).isEqualTo("W1");

    answer(first);
    assertThat(scene.row(second)).isEqualTo("W2");
    answer(second);
    answer(faster);
    assertThat(budget.free()).isEqualTo(2);
  }

  @Test
  void taskMovesToAnotherLaneAndWhatItHoldsGoesBackToTheFirst() {
    Budget.Lane urgent = budget.reserve(1);
    ask(first);
    ask(second);
    assertThat(scene.row(second)).isEqualTo("W1");
    scene.bring(() -> second.slot.use(urgent));
    assertThat(scene.row(second)).as("the lane has a permit for it").isEqualTo("W2");

    scene.bring(() -> first.slot.use(urgent));
    ask(third);
    answer(first);
    assertThat(scene.row(third)).as("the first's permit was a common one").isEqualTo("W2");
    assertThat(budget.free()).isZero();
  }

  @Test
  void laneOfAnotherBudgetIsRefused() {
    var other = new Budget("others", 1);
    ask(first);
    assertThatThrownBy(() -> first.slot.use(other.common()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a permit of budget calls cannot be taken from others");
  }

  @Test
  void operationHoldsThePermitsOfSeveralBudgets() {
    var forks = new Budget("forks", 1);
    var knives = new Budget("knives", 1);
    var one = scene.add(new Glutton(forks, knives));
    var two = scene.add(new Glutton(forks, knives));
    assertThat(forks.free() + knives.free()).isZero();
    assertThat(scene.row(two)).isEqualTo("W1");

    scene.bring(() -> scene.pool.retire(one));
    assertThat(scene.row(two)).isEqualTo("G");
    scene.bring(() -> scene.pool.retire(two));
    assertThat(List.of(forks.free(), knives.free())).containsExactly(1, 1);
  }

  @Test
  void taskThatSleepsBesideAFreePermitIsNotDisturbedWhenOthersTakeIt() {
    var lamp = scene.add(new Caller("idle", budget.common()));
    ask(first);
    assertThat(scene.row(lamp)).isEqualTo("G");
    answer(first);
    assertThat(scene.row(lamp)).isEqualTo("G");
  }

  @Test
  void taskThatWaitsAlthoughAPermitIsFreeNeedNotHearThatItIsTaken() {
    var dawdler = scene.add(new Dawdler(budget));
    assertThat(scene.row(dawdler)).isEqualTo("W1");
    ask(first);
    assertThat(scene.row(dawdler)).isEqualTo("W1");
    scene.bring(() -> dawdler.ready.set(true));
    assertThat(scene.row(dawdler)).isEqualTo("W2");
    answer(first);
    assertThat(scene.row(dawdler)).isEqualTo("G");
  }

  @Test
  void goalThatRestsOnAMissingPermitEndsWhenOneComes() {
    ask(first);
    var idler = scene.add(new Idler(budget));
    assertThat(scene.row(idler)).isEqualTo("busy");
    answer(first);
    assertThat(scene.row(idler)).isEqualTo("at it");
  }

  @Test
  void budgetServesOnePool() {
    ask(first);
    Pool other = Pool.named("other").world(scene.world).build();
    assertThatThrownBy(() -> other.add(second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("budget calls belongs to pool scene and cannot serve a task of pool other");
  }

  @Test
  void budgetHasPermitsAndLanesReserveNoneOrMore() {
    assertThatThrownBy(() -> new Budget("none", 0)).hasMessage("none: a budget has permits, not 0");
    assertThatThrownBy(() -> budget.reserve(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(budget).hasToString("calls (1 free)");
  }

  private void ask(Caller caller) {
    if (!caller.added()) {
      scene.add(caller);
    }
    scene.bring(() -> caller.asked.set(true));
  }

  private void answer(Caller caller) {
    scene.bring(() -> caller.call.complete(caller.token, "done"));
  }

  private List<String> rows() {
    return List.of(scene.row(first), scene.row(second), scene.row(third));
  }
}
