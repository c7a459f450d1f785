package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Declares what the rules of one task class can be stated over, and starts its rule table.
///
/// Kept in a static field above the table, so that the class reads: what can be said, then the
/// rules. Each declaration is either a *source of change* (operation, timer, cell, link, group,
/// budget), a fact over such sources, or local. Nothing else exists, so the wake-ups of a task can
/// be derived.
///
/// @param <T> the task class
public final class Clauses<T extends Task<T>> {
  /// Sources of change a task class may declare: one bit each in a `long`.
  public static final int INPUTS_MAX = 64;

  /// Clauses a task class may declare. A table over more is not a table that a person reads.
  public static final int CLAUSES_MAX = 64;

  private final Class<T> type;
  private final List<Clause<T>> clauses = new ArrayList<>();
  private final List<String> inputs = new ArrayList<>();
  private final List<Implication<T>> implications = new ArrayList<>();
  private final List<Never<T>> nevers = new ArrayList<>();
  private boolean sealed;

  private Clauses(Class<T> type) {
    this.type = type;
  }

  /// Starts the declarations of a task class.
  public static <T extends Task<T>> Clauses<T> of(Class<T> type) {
    return new Clauses<>(type);
  }

  /// A boolean that others write: `wanted`. The task makes it with [Task#cell].
  public CellClause<T> cell(String name) {
    return add(new CellClause<>(name, clauses.size(), input(name)));
  }

  /// An operation that takes time. The task makes it with [Task#op].
  public OpClause<T> op(String name) {
    return add(new OpClause<>(name, clauses.size(), input(name)));
  }

  /// A timer. The task makes it with [Task#timer].
  public TimerClause<T> timer(String name) {
    return add(new TimerClause<>(name, clauses.size(), input(name)));
  }

  /// A share of something scarce that the operation holds while it runs. Made with [Task#permit].
  public BudgetClause<T> budget(String name, OpClause<T> holder) {
    return add(new BudgetClause<>(name, clauses.size(), input(name), holder));
  }

  /// A value that others write and that facts are stated over; made with [Task#value] or, when it
  /// is the cell of somebody else, attached with [Task#watch].
  public Input<T> value(String name) {
    return new Input<>(name, input(name));
  }

  /// A link to a peer. The task makes it with [Task#link].
  public <P extends Task<P>> LinkInput<T, P> link(String name) {
    return new LinkInput<>(name, input(name));
  }

  /// A group of sub-tasks. The task makes it with [Task#group].
  public <M extends Task<M>> GroupInput<T, M> group(String name) {
    return new GroupInput<>(name, input(name));
  }

  /// A fact over declared sources of change, and over private state if need be.
  @SafeVarargs
  public final Fact<T> fact(String name, Predicate<T> predicate, Wakes<T>... sources) {
    long mask = 0;
    for (Wakes<T> source : sources) {
      mask |= source.wakeMask();
    }
    if (mask == 0) {
      throw new RulesError(
          type.getSimpleName() + ": clause '" + name + "' is deaf: it names nothing that wakes it. "
              + "Name the sources that it reads, or declare it with local() if only this task's "
              + "own actions change it.");
    }
    return add(new StatedFact<>(name, clauses.size(), mask, predicate));
  }

  /// A fact over private plain state that only this task's own actions write.
  public Fact<T> local(String name, Predicate<T> predicate) {
    return add(new StatedFact<>(name, clauses.size(), 0, predicate));
  }

  /// A statement about the peer that a link leads to; `absent` is what holds while it leads
  /// nowhere.
  public <P extends Task<P>> Fact<T> peer(
      String name, LinkInput<T, P> link, Supplier<? extends Literal<P>> statement, boolean absent) {
    var said = new PeerClause.PeerStatement<>(statement, absent);
    var clause = new PeerClause<>(name, clauses.size(), input(name), link, said);
    link.declare(clause);
    return add(clause);
  }

  /// True if the statement holds for every member of the group; also of an empty group.
  public <M extends Task<M>> Fact<T> all(
      String name, GroupInput<T, M> group, Supplier<? extends Literal<M>> statement) {
    return grouped(name, group, statement, new GroupClause.Quorum.All<>());
  }

  /// True if the statement holds for some member of the group.
  public <M extends Task<M>> Fact<T> any(
      String name, GroupInput<T, M> group, Supplier<? extends Literal<M>> statement) {
    return grouped(name, group, statement, new GroupClause.Quorum.Any<>());
  }

  /// True if the statement holds for at least as many members as the owner says. The number may
  /// depend on the owner's own constants only.
  public <M extends Task<M>> Fact<T> count(
      String name,
      GroupInput<T, M> group,
      Supplier<? extends Literal<M>> statement,
      ToIntFunction<T> atLeast) {
    return grouped(name, group, statement, new GroupClause.Quorum.AtLeast<>(atLeast));
  }

  /// States that one literal brings another with it. The proof leaves out what this makes
  /// impossible; it is checked at each evaluation in simulation, and after each firing live.
  public Clauses<T> implies(Literal<T> cause, Literal<T> effect) {
    assertOpen(cause + " implies " + effect);
    implications.add(new Implication<>(cause, effect));
    return this;
  }

  /// States that a combination never comes about. Checked like [#implies]; the proof ignores it.
  @SafeVarargs
  public final Clauses<T> never(String name, Literal<T>... together) {
    assertOpen(name);
    nevers.add(new Never<>(name, List.of(together)));
    return this;
  }

  /// Starts the rule table over these clauses.
  public RulesBuilder<T> rules() {
    return new RulesBuilder<>(this);
  }

  /// One literal brings another with it.
  record Implication<T extends Task<T>>(Literal<T> cause, Literal<T> effect) {
    @Override
    public String toString() {
      return cause + " implies " + effect;
    }
  }

  /// A combination that never comes about.
  record Never<T extends Task<T>>(String name, List<Literal<T>> together) {
    boolean happens(T task) {
      for (int i = 0; i < together.size(); i++) {
        Literal<T> literal = together.get(i);
        if (!literal.holds(literal.clause().value(task))) {
          return false;
        }
      }
      return true;
    }
  }

  Class<T> type() {
    return type;
  }

  /// The same statement as one about this class's clause.
  Literal<T> own(Literal<?> statement) {
    for (Clause<T> clause : clauses) {
      if (clause == statement.clause()) {
        if (clause instanceof BudgetClause<T>) {
          throw new RulesError(
              "'" + clause.name() + "' of " + type.getSimpleName() + " is a budget: whether a "
                  + "permit is there changes as others come and go. State something else about "
                  + "the task.");
        }
        // One for all tasks, where there is one: a task has several of these.
        return clause instanceof Fact<T> fact && fact == statement
            ? fact : new Is<>(clause, statement.mask());
      }
    }
    throw new IllegalArgumentException(
        "'" + statement.clause().name() + "' is no clause of " + type.getSimpleName());
  }

  /// What the task breaks of the implications and impossible combinations, in words.
  @Nullable String broken(T task) {
    for (int i = 0; i < implications.size(); i++) {
      Implication<T> implication = implications.get(i);
      if (holds(task, implication.cause()) && !holds(task, implication.effect())) {
        return task.name() + " breaks '" + implication + "': " + values(task);
      }
    }
    for (int i = 0; i < nevers.size(); i++) {
      if (nevers.get(i).happens(task)) {
        return task.name() + " is where it should never be, '" + nevers.get(i).name() + "': "
            + values(task);
      }
    }
    return null;
  }

  /// Every clause with its value now.
  String values(T task) {
    var masks = new int[clauses.size()];
    for (Clause<T> clause : clauses) {
      masks[clause.index()] = 1 << clause.value(task);
    }
    return Cube.of(masks).show(clauses);
  }

  private static <T extends Task<T>> boolean holds(T task, Literal<T> literal) {
    return literal.holds(literal.clause().value(task));
  }

  List<Clause<T>> all() {
    return clauses;
  }

  List<String> inputs() {
    return inputs;
  }

  List<Implication<T>> implications() {
    return implications;
  }

  List<Never<T>> nevers() {
    return nevers;
  }

  private <M extends Task<M>> Fact<T> grouped(
      String name,
      GroupInput<T, M> group,
      Supplier<? extends Literal<M>> statement,
      GroupClause.Quorum<T> quorum) {
    return add(new GroupClause<>(name, clauses.size(), group, statement, quorum));
  }

  /// No more declarations: a table was proved over these.
  void seal() {
    sealed = true;
  }

  void assertOwn(String row, Literal<T> literal) {
    Clause<T> clause = literal.clause();
    if (clause.index() >= clauses.size() || clauses.get(clause.index()) != clause) {
      throw new RulesError(
          type.getSimpleName() + ": " + row + " states something about '" + clause.name()
              + "', which another Clauses declared; a task class has one");
    }
  }

  private void assertOpen(String name) {
    if (sealed) {
      throw new RulesError(
          type.getSimpleName() + ": '" + name + "' is declared after the table was built; move the "
              + "declaration above the table");
    }
  }

  private int input(String name) {
    assertOpen(name);
    if (inputs.contains(name)) {
      throw new RulesError(
          type.getSimpleName() + ": two sources of change are called '" + name
              + "'; explain and why tell them apart by name.");
    }
    if (inputs.size() == INPUTS_MAX) {
      throw new RulesError(
          type.getSimpleName() + ": more than " + INPUTS_MAX + " sources of change, at '" + name
              + "'. Split the task.");
    }
    inputs.add(name);
    return inputs.size() - 1;
  }

  private <C extends Clause<T>> C add(C clause) {
    assertOpen(clause.name());
    if (clauses.size() == CLAUSES_MAX) {
      throw new RulesError(
          type.getSimpleName() + ": more than " + CLAUSES_MAX + " clauses, at '" + clause.name()
              + "'. Split the task.");
    }
    if (clauses.stream().anyMatch(other -> other.name().equals(clause.name()))) {
      throw new RulesError(
          type.getSimpleName() + ": two clauses are called '" + clause.name()
              + "'; explain and why tell them apart by name.");
    }
    clauses.add(clause);
    return clause;
  }
}
