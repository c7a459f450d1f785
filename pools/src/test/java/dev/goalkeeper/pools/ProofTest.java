package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ProofTest {
  /// A task class to state tables over; no table of it is ever run.
  private static final class Door extends Task<Door> {
    @Override
    protected Rules<Door> rules() {
      throw new IllegalStateException("only its tables are looked at");
    }
  }

  private final Clauses<Door> clauses = Clauses.of(Door.class);
  private final CellClause<Door> wanted = clauses.cell("wanted");
  private final OpClause<Door> call = clauses.op("call");

  @Test
  void holeIsSpelledOut() {
    assertRefused(
        table -> table
            .goal("G", wanted.not())
            .rule("R1", door -> {}, wanted, call.is(Status.IDLE))
            .waits("W1", wanted, call.is(Status.RUNNING, Status.OK)),
        "the rules of Door do not build:",
        "hole: no row covers wanted, call=FAILED: nothing is said about how 'call' may fail",
        "Nearest is R1, which demands call=IDLE. Add a row, widen that one, or declare the",
        "hole: no row covers wanted, call=TIMED_OUT");
  }

  @Test
  void overlapNamesBothRowsAndWhereTheyMeet() {
    assertRefused(
        table -> table
            .goal("G1", wanted)
            .goal("G2", call.is(Status.IDLE))
            .waits("W1", wanted.not(), call.is(Status.IDLE).not()),
        "overlap: G1 and G2 both apply at wanted, call=IDLE");
  }

  @Test
  void rowThatImplicationsExcludeIsDead() {
    clauses.implies(wanted, call.is(Status.IDLE));
    assertRefused(
        table -> table
            .goal("G1", wanted, call.is(Status.IDLE))
            .goal("G2", wanted.not())
            .waits("W1", wanted, call.is(Status.RUNNING)),
        "dead: W1 applies nowhere: wanted, call=RUNNING is impossible");
  }

  @Test
  void rowThatContradictsItsGroupIsNamed() {
    assertRefused(
        table -> table
            .given(wanted)
            .goal("G1", call.is(Status.IDLE))
            .goal("G2", call.is(Status.IDLE).not())
            .waits("W1", wanted.not()),
        "contradiction: W1 demands of 'wanted' what excludes itself: wanted, not wanted",
        "hole: no row covers not wanted");
  }

  @Test
  void clauseThatNoRowStatesIsUnusedUnlessExported() {
    Fact<Door> open = clauses.local("open", door -> true);
    UnaryOperator<RulesBuilder<Door>> rows = table -> table
        .goal("G", wanted.not())
        .waits("W", wanted, call.is(Status.IDLE))
        .rule("R", door -> {}, wanted, call.is(Status.IDLE).not());
    assertRefused(
        rows, "unused: no row states anything about 'open'. Drop it, or name it in exports()");
    assertThat(rows.apply(clauses.rules()).exports(open).build().rows()).hasSize(3);
  }

  @Test
  void factThatNamesNothingThatWakesItIsDeaf() {
    assertThatThrownBy(() -> clauses.fact("bright", door -> true))
        .isInstanceOf(RulesError.class)
        .hasMessageContaining("Door: clause 'bright' is deaf: it names nothing that wakes it")
        .hasMessageContaining("local()");
  }

  @Test
  void waitsRowThatNothingCanWakeIsDeaf() {
    Fact<Door> open = clauses.local("open", door -> true);
    assertRefused(
        table -> table
            .waits("W", open)
            .goal("G", open.not(), wanted, call.is(Status.IDLE))
            .rule("R", door -> {}, open.not(), wanted, call.is(Status.IDLE).not())
            .goal("G0", open.not(), wanted.not()),
        "deaf: W waits at open, and nothing there can wake it: all its clauses are local");
  }

  @Test
  void goalThatRestsOnLocalClausesAloneIsForGood() {
    Fact<Door> open = clauses.local("open", door -> true);
    Rules<Door> rules = clauses.rules()
        .goal("G", open)
        .waits("W", open.not(), wanted)
        .rule("R", door -> {}, open.not(), wanted.not(), call.is(Status.IDLE))
        .goal("G2", open.not(), wanted.not(), call.is(Status.IDLE).not())
        .build();
    assertThat(rules.rows()).hasSize(4);
  }

  @Test
  void namesAreGivenOnce() {
    assertThatThrownBy(() -> clauses.cell("wanted"))
        .isInstanceOf(RulesError.class).hasMessageContaining("are called 'wanted'");
    assertThatThrownBy(() -> clauses.local("call", door -> true))
        .isInstanceOf(RulesError.class).hasMessageContaining("two clauses are called 'call'");
    clauses.value("level");
    assertThatThrownBy(() -> clauses.value("level"))
        .isInstanceOf(RulesError.class)
        .hasMessageContaining("two sources of change are called 'level'");
    assertThatThrownBy(() -> clauses.rules().goal("G", wanted).goal("G", wanted.not()))
        .isInstanceOf(RulesError.class).hasMessageContaining("Door: two rows are called G");
  }

  @Test
  void literalNamesSomeValueThatItsClauseCanHave() {
    OpClause<Door> endless = clauses.op("life").endless();
    assertThatThrownBy(() -> endless.is(Status.TIMED_OUT))
        .isInstanceOf(RulesError.class)
        .hasMessage("a statement about 'life' must name some value of it and no other; it can be "
            + "life=IDLE|RUNNING|OK|FAILED");
    assertThatThrownBy(call::is).isInstanceOf(RulesError.class);
    assertThatThrownBy(() -> call.is(Status.values()).not()).isInstanceOf(RulesError.class);
  }

  @Test
  void literalOfOtherClausesIsRefused() {
    CellClause<Door> foreign = Clauses.of(Door.class).cell("wanted");
    assertThatThrownBy(() -> clauses.rules().goal("G", foreign))
        .isInstanceOf(RulesError.class).hasMessageContaining("which another Clauses declared");
  }

  @Test
  void nothingIsDeclaredBelowTheTable() {
    clauses.rules()
        .goal("G", wanted, call.is(Status.IDLE))
        .waits("W", wanted.not(), call.is(Status.IDLE))
        .goal("B", call.is(Status.IDLE).not())
        .build();
    assertThatThrownBy(() -> clauses.cell("late"))
        .isInstanceOf(RulesError.class)
        .hasMessageContaining("'late' is declared after the table was built");
    assertThatThrownBy(() -> clauses.implies(wanted, call.is(Status.IDLE)))
        .isInstanceOf(RulesError.class);
  }

  @Test
  void withoutAnyOneRowTheTableDoesNotBuild() {
    for (Row<Worker> row : Worker.RULES.rows()) {
      assertThatThrownBy(() -> Worker.RULES.without(row.name()))
          .as(row.name()).isInstanceOf(RulesError.class).hasMessageContaining("hole");
    }
    assertThatThrownBy(() -> Worker.RULES.without("R99"))
        .isInstanceOf(NoSuchElementException.class).hasMessage("Worker has no row R99");
  }

  @Test
  void chainsOfImplicationsAreFollowed() {
    Fact<Door> open = clauses.local("open", door -> true);
    clauses.implies(wanted, open).implies(open, call.is(Status.IDLE, Status.OK));
    assertRefused(
        table -> table
            .goal("G1", wanted)
            .goal("G2", wanted.not(), open)
            .waits("W", wanted.not(), open.not(), call.is(Status.IDLE)),
        "hole: no row covers not wanted, call=RUNNING, not open");
    Rules<Door> rules = clauses.rules()
        .goal("G1", wanted, call.is(Status.IDLE, Status.OK))
        .goal("G2", wanted.not(), open)
        .waits("W", wanted.not(), open.not())
        .build();
    assertThat(rules.rows()).hasSize(3);
  }

  @Test
  void rowThatSaysNothingAboutABudgetDoesNotSleepOnIt() {
    BudgetClause<Door> slot = clauses.budget("slot", call);
    Rules<Door> rules = clauses.rules()
        .rule("R", door -> {}, slot, wanted, call.is(Status.IDLE))
        .waits("W1", slot.not(), wanted, call.is(Status.IDLE))
        .waits("W2", wanted, call.is(Status.IDLE).not())
        .goal("G", wanted.not())
        .build();
    assertThat(rules.leaf(0).row().name()).as("the first split is on 'wanted'").isEqualTo("G");
    assertThat(rules.leaf(0).cube().mask(slot.index())).isEqualTo(slot.all());
  }

  @Test
  void largeTablesAreProvedQuickly() {
    var wide = Clauses.of(Door.class);
    var facts = new ArrayList<CellClause<Door>>();
    for (int i = 0; i < 16; i++) {
      facts.add(wide.cell("c" + i));
    }
    RulesBuilder<Door> table = wide.rules();
    List<Literal<Door>> before = new ArrayList<>();
    for (CellClause<Door> fact : facts) {
      var condition = new ArrayList<>(before);
      condition.add(fact);
      table.given(literals(condition)).goal("G" + fact.index());
      before.add(fact.not());
    }
    assertThat(table.given(literals(before)).goal("none").build().rows()).hasSize(17);
  }

  @Test
  void complaintsAreGroupedByKindWithHowManyMore() {
    clauses.cell("idle");
    assertRefused(
        table -> {
          for (int i = 0; i < 7; i++) {
            table.goal("G" + i, wanted, call.is(Status.IDLE));
          }
          return table.waits("W", wanted.not(), call.is(Status.IDLE));
        },
        "hole: no row covers not wanted, call=TIMED_OUT",
        "\n  hole: and 4 more\n  overlap: G0 and G1 both apply at wanted, call=IDLE",
        "unused: no row states anything about 'idle'. Drop it");
  }

  @Test
  void clauseThatOnlyAPromiseNamesIsToldSo() {
    CellClause<Door> dark = clauses.cell("dark");
    clauses.never("dark and wanted", dark, wanted);
    assertRefused(
        table -> table.goal("G", wanted).waits("W", wanted.not()).exports(call),
        "unused: no row states anything about 'dark', only implies() or never() does. Drop it, or "
            + "name it in exports() if other tasks read it, or if it is there to be checked.");
  }

  @Test
  void timerThatOnlyAFactReadsIsUsed() {
    TimerClause<Door> rest = clauses.timer("rest");
    Fact<Door> due = clauses.fact("due", door -> true, rest);
    assertThat(clauses.rules().goal("G", due).waits("W", due.not()).exports(wanted, call).build()
        .rows()).hasSize(2);
  }

  /// Its table has a hole.
  private static final class Leaky extends Task<Leaky> {
    static final Clauses<Leaky> C = Clauses.of(Leaky.class);
    static final CellClause<Leaky> WANTED = C.cell("wanted");
    static final Rules<Leaky> RULES = C.rules().goal("G", WANTED).build();

    @Override
    protected Rules<Leaky> rules() {
      return RULES;
    }
  }

  @Test
  void secondUseOfAClassWithABadTableTellsTheFirstError() {
    assertThatThrownBy(Leaky::new).isInstanceOf(RulesError.class)
        .hasMessageContaining("hole: no row covers not wanted");
    assertThatThrownBy(Leaky::new).isInstanceOf(NoClassDefFoundError.class)
        .cause().hasMessageContaining("RulesError").hasMessageContaining(
            "hole: no row covers not wanted");
  }

  @Test
  void tableReadsAsItWasWritten() {
    assertThat(Lamp.RULES.table()).isEqualTo("""
        Lamp
          L1  RULE   wanted, not lit
          L2  RULE   not wanted, lit
          G1  GOAL   wanted, lit
          G0  GOAL   not wanted, not lit
        """);
  }

  private static Literal<Door>[] literals(List<Literal<Door>> list) {
    return list.toArray(array());
  }

  @SafeVarargs
  private static Literal<Door>[] array(Literal<Door>... literals) {
    return literals;
  }

  private void assertRefused(UnaryOperator<RulesBuilder<Door>> rows, String... words) {
    assertThatThrownBy(() -> rows.apply(clauses.rules()).build())
        .isInstanceOf(RulesError.class)
        .message().contains(words);
  }
}
