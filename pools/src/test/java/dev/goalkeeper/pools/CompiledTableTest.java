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
        impossible += read.path() == Decider.IMPOSSIBLE && read.thrown().isEmpty() ? 1 : 0;
        thrown += read.thrown().isEmpty() ? 0 : 1;
      }
    }
    assertThat(clauses == 1 || thrown > 0).as("clauses that throw were met").isTrue();
    assertThat(clauses != 6 || impossible > 0).as("impossible states were met").isTrue();
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
