package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The code that a table is compiled to, beside the tree that it was compiled from.
class CompiledTableTest {
  private static final int THROWS = 400;

  /// What a decision came to: a path, or what a clause threw, and which facts were looked at.
  record Outcome(int path, String thrown, List<Integer> looks) {}

  /// What finds a path.
  private interface Way {
    int path(Dice dice);
  }

  private final Pool pool = Pool.named("dice").world(World.simulated(1)).build();

  @ParameterizedTest
  @CsvSource({"2,1,60", "5,3,60", "12,6,40", "20,10,20", "30,16,12", "128,20,4"})
  void leadsToTheSameLeafByTheSameLooks(int rows, int clauses, int tables) {
    int impossible = 0;
    int thrown = 0;
    for (int seed = 0; seed < tables; seed++) {
      var random = new SplittableRandom(seed);
      Dice dice = new Dice(table(rows, clauses, random));
      Decider code = dice.rules().decisions().compile().orElseThrow();
      dice.enter(pool);
      for (int i = 0; i < THROWS; i++) {
        dice.roll(random);
        Outcome read = outcome(dice, each -> interpreted(dice));
        Outcome run = outcome(dice, code::path);
        assertThat(run).as("seed %d, throw %d of %s", seed, i, dice.rules().table())
            .isEqualTo(read);
        assertThat(run.looks()).doesNotHaveDuplicates();
        assertThat(outcome(dice, each -> code.sound(each) ? 1 : 0)).isEqualTo(
            outcome(dice, each -> keeps(each) ? 1 : 0));
        impossible += read.path() == Decider.IMPOSSIBLE && read.thrown().isEmpty() ? 1 : 0;
        thrown += read.thrown().isEmpty() ? 0 : 1;
      }
    }
    assertThat(clauses == 1 || thrown > 0).as("clauses that throw were met").isTrue();
    assertThat(clauses != 6 || impossible > 0).as("impossible states were met").isTrue();
  }

  @Test
  void runsTheActionOfTheRowAndNoOther() {
    var press = new Press();
    Decider code = Press.RULES.decisions().compile().orElseThrow();
    List<Row<Press>> rows = Press.RULES.rows();
    for (int row = 0; row < rows.size(); row++) {
      press.pressed.clear();
      code.act(press, row);
      boolean acts = rows.get(row).kind() == Row.Kind.RULE;
      assertThat(press.pressed)
          .isEqualTo(acts ? List.of(rows.get(row).name()) : List.of());
    }
  }

  @Test
  void tellsWhetherPromisesOfManyStatementsAreKept() {
    var press = new Press();
    Decider code = Press.RULES.decisions().compile().orElseThrow();
    for (int state = 0; state < 1 << 3; state++) {
      press.state = state;
      assertThat(code.sound(press)).as("state %d", state)
          .isEqualTo(Press.C.broken(press) == null);
    }
    assertThat(code.sound(press)).isFalse();
    press.state = 0;
    assertThat(code.sound(press)).isTrue();
  }

  /// Notes which of its buttons was pressed, and promises what its state may be.
  private static final class Press extends Task<Press> {
    static final Clauses<Press> C = Clauses.of(Press.class);
    static final Fact<Press> ONE = C.local("one", press -> (press.state & 1) != 0);
    static final Fact<Press> TWO = C.local("two", press -> (press.state & 2) != 0);
    static final Fact<Press> FOUR = C.local("four", press -> (press.state & 4) != 0);
    static final OpClause<Press> OP = C.op("op");
    static final Rules<Press> RULES = C
        .never("one without two, or four", ONE, TWO.not(), FOUR)
        .never("all", ONE, TWO, FOUR, OP.is(Status.IDLE, Status.OK))
        .rules()
        .rule ("R1", press -> press.pressed.add("R1"), ONE, TWO.not())
        .goal ("G",                                    ONE, TWO)
        .rule ("R2", press -> press.pressed.add("R2"), ONE.not())
        .exports(FOUR, OP)
        .build();

    final List<String> pressed = new ArrayList<>();
    int state;

    Press() {
      op(OP);
    }

    @Override
    protected Rules<Press> rules() {
      return RULES;
    }
  }

  @Test
  void everyLeafOfALargeTableIsReachedInPieces() {
    var random = new SplittableRandom(7);
    Dice.Table table = Dice.table(128, 24, false, random);
    Decider code = table.rules().decisions().compile().orElseThrow();
    assertThat(code.getClass().getDeclaredMethods().length).isGreaterThan(3);
    assertThat(code.getClass().isHidden()).isTrue();
  }

  @Test
  void tableBecomesHotByItself() {
    Dice dice = new Dice(Dice.table(5, 3, false, new SplittableRandom(2)));
    dice.enter(pool);
    var leaves = new ArrayList<Decision.Leaf<Dice>>();
    for (int i = 0; i < 2 * DecisionTable.HOT; i++) {
      leaves.add(dice.rules().decide(dice));
    }
    assertThat(leaves).containsOnly(leaves.getFirst());
    assertThat(dice.rules().decisions().compiled()).isTrue();
  }

  @Test
  void tableOfOneRowThatLooksAtNothingStaysAsItIs() {
    var clauses = Clauses.of(Dice.class);
    CellClause<Dice> cell = clauses.cell("cell");
    Rules<Dice> rules = clauses.rules().goal("G").exports(cell).build();
    assertThat(rules.decisions().compile()).isEmpty();
  }

  @Test
  void equalSubtreesAreOne() {
    var clauses = Clauses.of(Dice.class);
    OpClause<Dice> op = clauses.op("op");
    CellClause<Dice> cell = clauses.cell("cell");
    Rules<Dice> rules = clauses.rules()
        .given(op.is(Status.IDLE)).goal("G0", cell).goal("G1", cell.not())
        .given(op.is(Status.RUNNING)).goal("G2", cell).goal("G3", cell.not())
        .given(op.is(Status.OK, Status.FAILED, Status.TIMED_OUT)).goal("G4")
        .build();
    Shapes shapes = Shapes.of(new Proof<>(clauses, rules.rows()).run());
    assertThat(shapes.forks()).isEqualTo(2);
    assertThat(shapes.fork(shapes.root()).before()).containsExactly(0, 2, 4, 5, 6);
  }

  private static Dice.Table table(int rows, int clauses, RandomGenerator random) {
    try {
      return Dice.table(rows, clauses, true, random);
    } catch (RulesError deadRow) {
      return Dice.table(rows, clauses, false, random);
    }
  }

  private static int interpreted(Dice dice) {
    Decision.Leaf<Dice> leaf = dice.rules().decisions().interpreted(dice);
    return leaf == null ? Decider.IMPOSSIBLE : leaf.path();
  }

  /// By the clauses, one implication after the other.
  private static boolean keeps(Dice dice) {
    return Dice.declared(dice).implications().stream().noneMatch(
        implication -> holds(implication.cause(), dice) && !holds(implication.effect(), dice));
  }

  private static boolean holds(Literal<Dice> literal, Dice dice) {
    return literal.holds(literal.clause().value(dice));
  }

  private static Outcome outcome(Dice dice, Way way) {
    dice.looks.clear();
    String thrown = "";
    int path = Decider.IMPOSSIBLE;
    try {
      path = way.path(dice);
    } catch (IllegalArgumentException byClause) {
      thrown = String.valueOf(byClause.getMessage());
    }
    return new Outcome(path, thrown, List.copyOf(dice.looks));
  }
}
