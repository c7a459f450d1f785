package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A state record, a set of rules and a goal (the paper, section 3).
///
/// A subclass keeps its state in private fields, states its rules over it in one static table, and
/// makes its operations, timers and cells from the clauses of that table. Nothing schedules a task:
/// it runs while a rule applies, and sleeps until a source of change of its row's clauses wakes it.
/// All of it happens on the thread of its pool.
///
/// @param <T> the subclass itself
public abstract class Task<T extends Task<T>> {
  private @Nullable Kept[] sources;
  private @Nullable List<Link<?>> linkedFrom;
  private @Nullable List<Outlet<?>> outlets;
  private @Nullable Group<?> group;
  private @Nullable Pool pool;
  private Lane lane = Lane.STANDARD;
  private final TaskRecord record = new TaskRecord();

  /// A task that is in no pool yet.
  protected Task() {
    sources = new @Nullable Kept[0];
  }

  /// The table of the class.
  protected abstract Rules<T> rules();

  /// What people and traces call this task; unique in its pool if it is to be found by name.
  public String name() {
    return getClass().getSimpleName() + " " + record.id();
  }

  /// Says that the running action has brought the task further although its clauses do not show it,
  /// as when it takes the next of many things off a list: a task that fires a thousand times
  /// without that, and without anything from outside, is called hot and backs off.
  protected final void progress() {
    record.progressed();
  }

  /// Immutable state for readers on other threads, published on request; see [Pool#latest].
  protected Object state() {
    return "";
  }

  /// The tasks on which its goal rests: while one of them is away from its own goal, this one may
  /// not call its goal met. A checker asks for them; none unless said otherwise.
  protected List<? extends Task<?>> restsOn() {
    return List.of();
  }

  /// Among which tasks of its pool it takes turns; [Lane#STANDARD] unless said otherwise. Asked
  /// once, as it joins.
  protected Lane lane() {
    return Lane.STANDARD;
  }

  /// The pool that this task is in.
  ///
  /// @throws IllegalStateException before it was added and after it was retired
  public final Pool pool() {
    Pool in = pool;
    if (in == null) {
      throw new IllegalStateException(name() + " is in no pool");
    }
    return in;
  }

  /// True while it sleeps in a goal row. For the pool's thread; asking wakes nobody.
  public final boolean atGoal() {
    return record.atGoal();
  }

  /// Makes the operation of a clause.
  protected final <V> Op<V> op(OpClause<T> clause) {
    return keep(clause.bit(), new Op<V>(this, clause));
  }

  /// Makes the timer of a clause.
  protected final Timer timer(TimerClause<T> clause) {
    return keep(clause.bit(), new Timer(this, clause));
  }

  /// Makes the boolean cell of a clause.
  protected final Cell<Boolean> cell(CellClause<T> clause, boolean initial) {
    return watch(clause, new Cell<>(initial));
  }

  /// Attaches a boolean cell that belongs to somebody else.
  protected final Cell<Boolean> watch(CellClause<T> clause, Cell<Boolean> cell) {
    cell.attach(this, clause.bit());
    return keep(clause.bit(), cell);
  }

  /// Makes the value cell of an input.
  protected final <V> Cell<V> value(Input<T> input, V initial) {
    return watch(input, new Cell<>(initial));
  }

  /// Attaches a value cell that belongs to somebody else.
  protected final <V> Cell<V> watch(Input<T> input, Cell<V> cell) {
    cell.attach(this, input.bit());
    return keep(input.bit(), cell);
  }

  /// Makes the permit of a budget's clause, in one of the budget's lanes.
  protected final Permit permit(BudgetClause<T> clause, Budget.Lane lane) {
    var permit = keep(clause.bit(), new Permit(this, clause, lane));
    record.permits(true);
    return permit;
  }

  /// Makes the link of an input; it leads nowhere yet.
  protected final <P extends Task<P>> Link<P> link(LinkInput<T, P> input) {
    var watches = new ArrayList<PeerWatch>();
    for (PeerClause<T> clause : input.peers()) {
      watches.add(keep(clause.bit(), new PeerWatch(this, clause)));
    }
    return keep(input.bit(), new Link<P>(this, input, List.copyOf(watches)));
  }

  /// Makes the group of an input; it is empty.
  protected final <M extends Task<M>> Group<M> group(GroupInput<T, M> input) {
    return keep(input.bit(), new Group<M>(this, input));
  }

  @Override
  public final String toString() {
    return called();
  }

  /// Its name; for a task that has left its pool, the one that it had: names may be made from
  /// neighbours that it no longer has.
  final String called() {
    String last = record.lastName();
    return last == null ? name() : last;
  }

  final TaskRecord record() {
    return record;
  }

  final T typed() {
    return rules().clauses().type().cast(this);
  }

  final <S extends Kept> S source(int bit, Class<S> type) {
    return type.cast(Objects.requireNonNull(sources[bit]));
  }

  final boolean isIn(Pool one) {
    return pool == one;
  }

  final boolean added() {
    return pool != null;
  }

  /// What it has made of what it declares, each at its bit.
  final @Nullable Kept[] sources() {
    return sources;
  }

  /// The lane in which it joins a pool.
  final void joins(Lane named) {
    lane = named;
  }

  /// The lane that it is in.
  final Lane laneHere() {
    return lane;
  }

  final void enter(Pool entered) {
    pool = entered;
    for (Kept source : sources) {
      if (source instanceof Group<?> members) {
        members.members().forEach(entered::add);
      }
    }
    outletsStale();
  }

  /// Cuts every tie: the group, links, watches, cells, operations, timers, permits.
  final void leave(TimerHeap timers) {
    Group<?> of = group;
    group = null;
    if (of != null) {
      of.forget(this);
    }
    while (!linksHere().isEmpty()) {
      linksHere().getLast().clear();
    }
    for (Kept source : sources) {
      switch (source) {
        case Op<?> op -> op.reset();
        case Timed timed -> timers.remove(timed);
        case Link<?> link -> link.clear();
        case Permit permit -> permit.abandon();
        case Cell<?> cell -> cell.detach(this);
        case Group<?> members -> members.retireAll();
        case Watch watch -> { }
        case null -> { }
      }
    }
    Retry retry = record.retry();
    if (retry != null) {
      timers.remove(retry);
    }
    pool = null;
  }

  final void joined(@Nullable Group<?> joined) {
    group = joined;
  }

  final boolean memberOf(Group<?> asked) {
    return group == asked;
  }

  /// True until it is added to a pool or to a group.
  final boolean unattached() {
    return record.phase() == TaskRecord.Phase.NEW && group == null;
  }

  final void linkedFrom(Link<?> link) {
    List<Link<?>> links = linkedFrom;
    if (links == null) {
      links = new ArrayList<>(1);
      linkedFrom = links;
    }
    link.place(links.size());
    links.add(link);
  }

  final void unlinkedFrom(Link<?> link) {
    List<Link<?>> links = linksHere();
    Link<?> last = links.removeLast();
    if (last != link) {
      links.set(link.place(), last);
      last.place(link.place());
    }
  }

  final List<Link<?>> linksHere() {
    return linkedFrom == null ? List.of() : linkedFrom;
  }

  /// Throws unless a task may link to this one.
  final void assertReachable(Task<?> from) {
    if (record.phase() == TaskRecord.Phase.RETIRED) {
      throw new IllegalArgumentException(
          from.name() + " links to " + called() + ", which was retired");
    }
    Pool theirs = from.pool;
    if (theirs != null) {
      assertIn(theirs);
    }
  }

  final void assertIn(Pool one) {
    if (pool != null && pool != one) {
      throw new IllegalArgumentException(
          name() + " is in pool " + pool.name() + " and cannot be a neighbour of a task in pool "
              + one.name() + "; pools exchange values, by events");
    }
  }

  final void assertThread() {
    if (pool != null) {
      pool.assertThread();
    }
  }

  final @Nullable Pool poolOrNone() {
    return pool;
  }

  final void sourceChanged(int bit) {
    if (pool == null) {
      return;
    }
    List<Outlet<?>> watched = outlets();
    for (int i = 0; i < watched.size(); i++) {
      if (watched.get(i).dependsOn(bit)) {
        pool.stale(watched.get(i));
      }
    }
    if ((record.parkedOn() >>> bit & 1) != 0) {
      pool.wake(this);
    } else if (record.phase() == TaskRecord.Phase.ACTIVE) {
      // Of several causes, the last.
      record.wokenBy(pool.causality().cause(), pool.causality().root());
    }
  }

  final void outletsStale() {
    if (pool != null) {
      List<Outlet<?>> watched = outlets();
      for (int i = 0; i < watched.size(); i++) {
        pool.stale(watched.get(i));
      }
    }
  }

  final List<Outlet<?>> outlets() {
    return outlets == null ? List.of() : outlets;
  }

  final Outlet<?> outlet(Literal<?> statement) {
    if (outlets == null) {
      outlets = new ArrayList<>(2);
    }
    for (Outlet<?> outlet : outlets) {
      if (outlet.states(statement)) {
        return outlet;
      }
    }
    var outlet = new Outlet<>(typed(), rules().clauses().own(statement));
    outlets.add(outlet);
    if (pool != null) {
      pool.stale(outlet);
    }
    return outlet;
  }

  /// The tasks that the watched statements among these sources are about.
  final List<Task<?>> peers(long wakeMask) {
    var peers = new ArrayList<Task<?>>();
    for (int bit = 0; bit < sources.length; bit++) {
      if ((wakeMask >>> bit & 1) == 0) {
        continue;
      }
      if (sources[bit] instanceof PeerWatch watch) {
        watch.peer().ifPresent(peers::add);
      } else if (sources[bit] instanceof Group<?> members) {
        peers.addAll(members.members());
      }
    }
    return peers;
  }

  /// Whether going to sleep in this row is going into the queue of a permit.
  final boolean queuesAt(Decision.Leaf<T> leaf) {
    if (!record.permits()) {
      return false;
    }
    for (Clause<T> clause : rules().clauses().all()) {
      if (clause instanceof BudgetClause<T>
          && leaf.cube().mask(clause.index()) == Fact.FALSE_MASK) {
        return true;
      }
    }
    return false;
  }

  /// Queues for the permits whose lack the row rests on, and for no other.
  final void parkPermits(Decision.Leaf<T> leaf) {
    if (!record.permits()) {
      return;
    }
    List<BudgetClause<T>> budgets = rules().budgets();
    for (int i = 0; i < budgets.size(); i++) {
      boolean lacks = leaf.cube().mask(budgets.get(i).index()) == Fact.FALSE_MASK;
      source(budgets.get(i).bit(), Permit.class).parked(lacks);
    }
  }

  /// Leaves the queues of permits, so that nobody waits for a task that does not run.
  final void abandonPermits() {
    for (Kept source : sources) {
      if (source instanceof Permit permit) {
        permit.parked(false);
      }
    }
  }

  private <S extends Kept> S keep(int bit, S source) {
    if (bit >= sources.length) {
      sources = Arrays.copyOf(sources, bit + 1);
    }
    if (sources[bit] != null) {
      throw new IllegalStateException(
          name() + " makes '" + rules().clauses().inputs().get(bit) + "' twice");
    }
    sources[bit] = source;
    return source;
  }
}
