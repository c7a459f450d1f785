package dev.goalkeeper.testkit;

import dev.goalkeeper.pools.ChosenWorld;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Row;
import dev.goalkeeper.pools.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// One set-up on its way along one path of choices.
///
/// Rules about which there is no choice fire within the step that led to them, so a step ends where
/// several tasks are about to fire, or none is.
final class Run<M> implements ChosenWorld.Director {
  /// Firings in one step after which rules are taken to enable each other for ever.
  private static final int CHAIN_MAX = 1_000;

  /// Firings in one step from which on states that come again are looked for.
  private static final int CHAIN_LONG = 32;

  private final Plan<M> plan;
  private final Forms forms;
  private final ChosenWorld world = new ChosenWorld(this);
  private final Outside outside = new Outside(world, this);
  private final int[] spent = new int[Outcome.values().length];
  private final int[] struck;
  private final List<String> words = new ArrayList<>();
  private final List<Integer> draws = new ArrayList<>();
  private final List<Integer> bounds = new ArrayList<>();
  private final Fingerprint print;
  private final boolean tells;
  private List<Choice> choices = List.of();
  private int[] script = new int[0];
  private boolean watched;
  private String broken = "";
  private @Nullable M model;
  private @Nullable Task<?> lastFired;
  private String lastRow = "";

  /// @param tells whether it keeps what happens, in words
  Run(Plan<M> plan, Forms forms, boolean tells) {
    this.plan = plan;
    this.forms = forms;
    this.tells = tells;
    this.struck = new int[plan.happenings().size()];
    this.print = new Fingerprint(forms, plan.declared().families());
  }

  /// Sets the model up, and goes on to the first state.
  ///
  /// @param step zero, and what is drawn
  /// @param watches whether what must hold is asked of each state on the way
  void start(int[] step, boolean watches) {
    begin(step, watches);
    guarded(() -> {
      model = plan.setUp(outside);
      forms.model(model);
      settle();
    });
  }

  /// Takes a choice, and goes on to the next state.
  ///
  /// @param step its number, and what is drawn on the way
  void take(int[] step, boolean watches) {
    if (step[0] >= choices.size()) {
      throw new IllegalArgumentException("choice " + step[0] + " of " + choices.size()
          + ": the schedule is of another model");
    }
    Choice choice = choices.get(step[0]);
    begin(step, watches);
    if (tells) {
      words.add(choice.words().get());
    }
    guarded(() -> {
      choice.act().run();
      settle();
    });
  }

  /// What may happen next.
  List<Choice> choices() {
    return choices;
  }

  /// What is wrong by now; empty if nothing.
  String broken() {
    return broken;
  }

  /// What happened, if it keeps that.
  List<String> words() {
    return words;
  }

  /// The step that comes after the last one and differs from it in what was drawn, if any is left.
  int @Nullable [] nextDraws(int choice) {
    for (int i = draws.size() - 1; i >= 0; i--) {
      if (draws.get(i) + 1 < bounds.get(i)) {
        int[] next = new int[i + 2];
        next[0] = choice;
        for (int j = 0; j <= i; j++) {
          next[j + 1] = draws.get(j);
        }
        next[i + 1]++;
        return next;
      }
    }
    return null;
  }

  /// Whether every task sleeps on a goal row.
  boolean atGoal() {
    return tasks().stream().allMatch(ChosenWorld::atGoal);
  }

  List<Task<?>> tasks() {
    List<Task<?>> all = new ArrayList<>();
    world.pools().forEach(pool -> all.addAll(pool.tasks()));
    return all;
  }

  /// The task and all about where it stands, in words.
  String explain(Task<?> task) {
    return task.pool().explain(task);
  }

  long[] fingerprint() {
    print.begin(world.nanos());
    for (int count : spent) {
      print.put(count);
    }
    for (int count : struck) {
      print.put(count);
    }
    print.add(model);
    print.unordered(tasks());
    print.unordered(outside.pending());
    print.unordered(outside.applied());
    return print.words();
  }

  @Override
  public int draw(int bound) {
    int at = draws.size();
    int drawn = at + 1 < script.length ? script[at + 1] : 0;
    draws.add(drawn);
    bounds.add(bound);
    return drawn;
  }

  @Override
  public void started(Op<?> op, long token, CompletionStage<?> stage) {
    outside.started(op, token, stage);
  }

  @Override
  public <V> void work(Op<V> op, long token, Callable<? extends V> blocking) {
    outside.ask("work: " + op, () -> called(blocking), op, token);
  }

  @Override
  public void work(Runnable blocking) {
    outside.ask("blocking work", () -> {
      blocking.run();
      return true;
    });
  }

  @Override
  public void firing(Task<?> task, Row<?> row) {
    lastFired = task;
    lastRow = row.name();
    if (tells) {
      words.add("  " + task + " fires " + row.name());
    }
  }

  @Override
  public void threw(String who, Throwable thrown) {
    breaks(who + " threw " + thrown);
  }

  private static <V> V called(Callable<V> blocking) {
    try {
      return blocking.call();
    } catch (RuntimeException thrown) {
      throw thrown;
    } catch (Exception thrown) { // a checked exception is the work's answer like any other
      throw new IllegalStateException(thrown);
    }
  }

  private void begin(int[] step, boolean watches) {
    script = step;
    watched = watches;
    draws.clear();
    bounds.clear();
    lastFired = null;
    lastRow = "";
  }

  private void guarded(Runnable part) {
    try {
      part.run();
    } catch (UndeclaredState unknown) {
      throw unknown;
    } catch (RuntimeException | AssertionError thrown) { // whatever breaks is what was looked for
      breaks(String.valueOf(thrown.getMessage()));
    }
  }

  /// Fires what has to fire, one after the other, until there is a choice.
  private void settle() {
    Set<List<Long>> seen = new HashSet<>();
    for (int chain = 0; chain < CHAIN_MAX; chain++) {
      List<Task<?>> firing = world.settle();
      if (watched) {
        inspect(firing.isEmpty());
      }
      if (!broken.isEmpty()) {
        return;
      }
      if (firing.size() != 1) {
        offer(firing);
        return;
      }
      Task<?> before = lastFired;
      String rowBefore = lastRow;
      Task<?> next = firing.getFirst();
      if (watched && (before == next || chain > CHAIN_LONG) && !isNew(seen)) {
        breaks(before == next && rowBefore.equals(lastRow)
            ? before + " fires " + rowBefore + ", which leaves its own guard true"
            : "rules fire in a circle, " + before + " " + rowBefore + " among them");
        return;
      }
      world.fire(next);
    }
    breaks("rules fire on and on, " + lastFired + " " + lastRow + " last");
  }

  private boolean isNew(Set<List<Long>> seen) {
    return seen.add(Arrays.stream(fingerprint()).boxed().toList());
  }

  /// @param settled whether nobody is about to fire: only then is a goal more than for a moment
  private void inspect(boolean settled) {
    if (!outside.complaint().isEmpty()) {
      breaks(outside.complaint());
    }
    M checked = model;
    if (checked == null) {
      return;
    }
    for (Plan.Law<M> law : plan.laws()) {
      String wrong = law.broken().apply(checked);
      if (!wrong.isEmpty()) {
        breaks(wrong);
      }
    }
    if (settled) {
      tasks().forEach(this::inspectGoal);
    }
  }

  private void inspectGoal(Task<?> task) {
    if (ChosenWorld.atGoal(task)) {
      for (Task<?> other : ChosenWorld.restsOn(task)) {
        if (!ChosenWorld.atGoal(other)) {
          breaks(task + " is at its goal, which rests on " + other + ", which is not");
        }
      }
    }
  }

  private void breaks(String what) {
    broken = broken.isEmpty() ? what : broken;
  }

  private void offer(List<Task<?>> firing) {
    var offered = new ArrayList<Choice>();
    if (firing.isEmpty()) {
      if (watched) {
        world.look();
      }
      outside.pending().forEach(each -> answers(each, offered));
      world.rings().forEach(ring -> rings(ring, offered));
      for (int i = 0; i < struck.length; i++) {
        happening(i, offered);
      }
    } else {
      firing.forEach(task -> offered.add(
          new Choice(Choice.Kind.FIRES, () -> "next is " + task, () -> world.fire(task))));
    }
    choices = offered;
  }

  private void answers(Pending<?> asked, List<Choice> offered) {
    boolean awaited = asked.awaited();
    offered.add(new Choice(Choice.Kind.COMES,
        () -> asked.subject() + said(asked, awaited),
        () -> outside.arrive(asked, true)));
    if (awaited && asked.kind() != Pending.Kind.CERTAIN) {
      fault(Outcome.FAILED, asked.subject() + ": refused", offered,
          () -> outside.refuse(asked, new IllegalStateException("refused")));
      fault(Outcome.LOST, asked.subject() + ": lost", offered, () -> outside.lose(asked));
      fault(Outcome.REPLY_LOST, asked.subject() + ": done, and the answer lost", offered,
          () -> outside.arrive(asked, false));
    }
  }

  private static String said(Pending<?> asked, boolean awaited) {
    return asked.kind() == Pending.Kind.CERTAIN ? "" : awaited ? ": answered" : ": arrives late";
  }

  private void rings(ChosenWorld.Ring ring, List<Choice> offered) {
    boolean late = outside.pending().stream()
        .anyMatch(asked -> asked.op() == ring.source() && asked.awaited());
    if (late) {
      fault(Outcome.LATE, ring.task() + ": " + ring.words(), offered, () -> world.ring(ring));
    } else {
      offered.add(new Choice(Choice.Kind.COMES, () -> ring.task() + ": " + ring.words(),
          () -> world.ring(ring)));
    }
  }

  private void fault(Outcome outcome, String said, List<Choice> offered, Runnable what) {
    if (spent[outcome.ordinal()] < plan.allowed(outcome)) {
      offered.add(new Choice(Choice.Kind.MAY_COME, () -> said, () -> {
        spent[outcome.ordinal()]++;
        what.run();
      }));
    }
  }

  private void happening(int index, List<Choice> offered) {
    Plan.Happening<M> each = plan.happenings().get(index);
    M struckModel = Optional.ofNullable(model).orElseThrow();
    if (struck[index] < each.times() && each.when().test(struckModel)) {
      offered.add(new Choice(Choice.Kind.MAY_COME, each::name, () -> {
        struck[index]++;
        if (!each.ready().test(struckModel)) {
          breaks("'" + each.name() + "' arrives before its task is ready for it");
        }
        happen(each, struckModel);
      }));
    }
  }

  /// Between two rules of the first pool, as events are.
  private void happen(Plan.Happening<M> each, M struckModel) {
    List<Pool> pools = world.pools();
    if (pools.isEmpty()) {
      each.what().accept(struckModel);
    } else {
      pools.getFirst().event(each.name(), () -> each.what().accept(struckModel));
    }
  }
}
