package dev.goalkeeper.pools;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// A task with a random table over random clauses, whose state is thrown like dice. It keeps which
/// of its facts were looked at, in order.
final class Dice extends Task<Dice> {
  private static final int NONE = -1;
  private static final Duration LONG = Duration.ofDays(1);

  /// What is thrown for.
  record Table(
      Rules<Dice> rules, List<CellClause<Dice>> cells, List<OpClause<Dice>> ops,
      List<TimerClause<Dice>> timers, int facts) {}

  final List<Integer> looks = new ArrayList<>();
  private final Table table;
  private final boolean[] facts;
  private final List<Cell<Boolean>> cells = new ArrayList<>();
  private final List<Op<Integer>> ops = new ArrayList<>();
  private final List<Timer> timers = new ArrayList<>();
  private int throwing = NONE;

  Dice(Table table) {
    this.table = table;
    this.facts = new boolean[table.facts()];
    table.cells().forEach(clause -> cells.add(cell(clause, false)));
    table.ops().forEach(clause -> ops.add(op(clause)));
    table.timers().forEach(clause -> timers.add(timer(clause)));
  }

  @Override
  protected Rules<Dice> rules() {
    return table.rules();
  }

  static Clauses<Dice> declared(Dice dice) {
    return dice.table.rules().clauses();
  }

  /// Gives every clause a value. In a pool, and between rules.
  void roll(RandomGenerator random) {
    for (int i = 0; i < facts.length; i++) {
      facts[i] = random.nextBoolean();
    }
    cells.forEach(cell -> cell.set(random.nextBoolean()));
    for (int i = 0; i < ops.size(); i++) {
      bring(ops.get(i), Status.values()[random.nextInt(table.ops().get(i).size())]);
    }
    timers.forEach(timer -> bring(timer, random.nextBoolean()));
    throwing = random.nextInt(4) == 0 && facts.length > 0 ? random.nextInt(facts.length) : NONE;
  }

  private static void bring(Timer timer, boolean running) {
    timer.stop();
    if (running) {
      timer.start(LONG);
    }
  }

  private static void bring(Op<Integer> op, Status status) {
    op.reset();
    if (status == Status.IDLE) {
      return;
    }
    long token = op.begin();
    switch (status) {
      case OK -> op.complete(token, 1);
      case FAILED -> op.fail(token, new IllegalStateException("thrown for"));
      case TIMED_OUT -> op.expired();
      case IDLE, RUNNING -> { }
    }
  }

  private boolean look(int fact) {
    looks.add(fact);
    if (fact == throwing) {
      throw new IllegalArgumentException("fact " + fact + " throws");
    }
    return facts[fact];
  }

  /// A table of so many rows over so many clauses, with implications or without.
  static Table table(int rows, int clauses, boolean implications, RandomGenerator random) {
    var c = Clauses.of(Dice.class);
    var all = new ArrayList<Clause<Dice>>();
    var cells = new ArrayList<CellClause<Dice>>();
    var ops = new ArrayList<OpClause<Dice>>();
    var timers = new ArrayList<TimerClause<Dice>>();
    int facts = 0;
    cells.add(c.cell("cell"));
    all.addAll(cells);
    while (all.size() < clauses) {
      String name = "c" + all.size();
      switch (random.nextInt(8)) {
        case 0 -> ops.add(added(all, c.op(name)));
        case 1 -> ops.add(added(all, c.op(name).endless()));
        case 2 -> timers.add(added(all, c.timer(name)));
        case 3 -> cells.add(added(all, c.cell(name)));
        default -> {
          int fact = facts++;
          all.add(c.fact(name, dice -> dice.look(fact), cells.getFirst()));
        }
      }
    }
    if (implications) {
      c.implies(some(all.getFirst(), random), some(all.getLast(), random));
    }
    RulesBuilder<Dice> builder = c.rules();
    int number = 0;
    for (int[] cube : cubes(rows, all, random)) {
      builder.given(literals(all, cube)).goal("G" + number++);
    }
    return new Table(
        builder.exports(array(all)).build(), cells, ops, timers, facts);
  }

  private static <C extends Clause<Dice>> C added(List<Clause<Dice>> all, C clause) {
    all.add(clause);
    return clause;
  }

  private static Literal<Dice> some(Clause<Dice> clause, RandomGenerator random) {
    return new Is<>(clause, 1 << random.nextInt(clause.size()));
  }

  /// Sets of values that are disjoint and cover everything: one set, divided again and again.
  private static List<int[]> cubes(
      int rows, List<Clause<Dice>> clauses, RandomGenerator random) {
    var cubes = new ArrayList<int[]>();
    cubes.add(clauses.stream().mapToInt(Clause::all).toArray());
    while (cubes.size() < rows) {
      int[] whole = cubes.get(random.nextInt(cubes.size()));
      int clause = random.nextInt(clauses.size());
      int part = whole[clause] & random.nextInt(1, 1 << clauses.get(clause).size());
      if (part != 0 && part != whole[clause]) {
        int[] other = Arrays.copyOf(whole, whole.length);
        other[clause] = part;
        whole[clause] &= ~part;
        cubes.add(other);
      }
    }
    return cubes;
  }

  private static Literal<Dice>[] literals(List<Clause<Dice>> clauses, int[] cube) {
    var literals = new ArrayList<Literal<Dice>>();
    for (Clause<Dice> clause : clauses) {
      if (cube[clause.index()] != clause.all()) {
        literals.add(new Is<>(clause, cube[clause.index()]));
      }
    }
    return literals.toArray(array());
  }

  @SafeVarargs
  private static Literal<Dice>[] array(Literal<Dice>... literals) {
    return literals;
  }

  @SafeVarargs
  private static Clause<Dice>[] clauseArray(Clause<Dice>... clauses) {
    return clauses;
  }

  private static Clause<Dice>[] array(List<Clause<Dice>> clauses) {
    return clauses.toArray(clauseArray());
  }
}
