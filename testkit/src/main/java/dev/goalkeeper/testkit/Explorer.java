package dev.goalkeeper.testkit;

import dev.goalkeeper.pools.ChosenWorld;
import dev.goalkeeper.pools.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Explores all states of a model, the nearest first, so that the first thing wrong has the
/// shortest way to it.
///
/// A state is kept as its fingerprint, the step by which it was found, and the state that the step
/// came from. To go on from it the way is gone again in a new set-up: nothing is copied, so nothing
/// can be forgotten in copying.
final class Explorer<M> {
  private static final int TOLD_EVERY = 1 << 10;
  private static final int CAPACITY_FIRST = 1 << 12;

  private final Plan<M> plan;
  private final Path prefix;
  private final Forms forms;
  private final StateTable states = new StateTable();
  private final Steps edges = new Steps();
  private int[][] stepTo = new int[CAPACITY_FIRST][];
  private int[] parent = new int[CAPACITY_FIRST];
  private boolean[] atGoal = new boolean[CAPACITY_FIRST];
  private @Nullable Verdict found;

  /// @param prefix what has happened before: the set-up at least, or a whole schedule
  Explorer(Plan<M> plan, Path prefix) {
    this.plan = plan;
    this.prefix = prefix;
    this.forms = new Forms(plan.declared());
  }

  /// @param roots whether what is drawn in the set-up varies too
  Verdict explore(boolean roots) {
    begin(roots);
    int expanded = 0;
    while (found == null && expanded < states.size() && !bounded()) {
      expand(expanded++);
      if (expanded % TOLD_EVERY == 0) {
        plan.tell(states.size());
      }
    }
    Verdict refuted = found;
    return refuted != null ? refuted : conclude(expanded);
  }

  private boolean bounded() {
    return states.size() >= plan.statesMax() || plan.stopped();
  }

  private void begin(boolean roots) {
    int @Nullable [] first = prefix.steps().getFirst();
    while (first != null && found == null) {
      var run = new Run<>(plan, forms, false);
      List<int[]> steps = prefix.steps();
      run.start(first, steps.size() == 1);
      for (int i = 1; i < steps.size() && run.broken().isEmpty(); i++) {
        run.take(steps.get(i), i == steps.size() - 1);
      }
      arrive(run, -1, steps.size() == 1 ? first : new int[] {0}, Choice.Kind.COMES);
      first = roots ? run.nextDraws(0) : null;
    }
  }

  private void expand(int state) {
    int choice = 0;
    int choices = 1;
    while (choice < choices && found == null) {
      int @Nullable [] step = {choice};
      while (step != null && found == null) {
        Run<M> run = walk(state, false);
        choices = run.choices().size();
        if (choices == 0) {
          return;
        }
        Choice.Kind kind = run.choices().get(choice).kind();
        run.take(step, true);
        arrive(run, state, step, kind);
        step = run.nextDraws(choice);
      }
      choice++;
    }
  }

  /// A new set-up that has gone the way to a state.
  private Run<M> walk(int state, boolean tells) {
    var run = new Run<>(plan, forms, tells);
    Path path = path(state);
    run.start(path.steps().getFirst(), false);
    for (int i = 1; i < path.steps().size(); i++) {
      run.take(path.steps().get(i), false);
    }
    return run;
  }

  private Path path(int state) {
    var backwards = new ArrayList<int[]>();
    int at = state;
    while (parent[at] >= 0) {
      backwards.add(stepTo[at]);
      at = parent[at];
    }
    List<int[]> steps = new ArrayList<>(prefix.steps());
    if (steps.size() == 1) {
      steps.set(0, stepTo[at]);
    }
    steps.addAll(backwards.reversed());
    return new Path(steps);
  }

  private void arrive(Run<M> run, int from, int[] step, Choice.Kind kind) {
    if (!run.broken().isEmpty()) {
      Path path = from < 0
          ? prefix.steps().size() > 1 ? prefix : new Path(List.of(step)) : path(from).and(step);
      refute(run.broken(), path);
      return;
    }
    int before = states.size();
    int to = states.number(run.fingerprint());
    if (to == before) {
      keep(to, from, step, run.choices().stream()
          .noneMatch(each -> each.kind() == Choice.Kind.FIRES) && run.atGoal());
    }
    if (from >= 0) {
      edges.add(from, to, kind);
    }
    if (from == to && kind == Choice.Kind.FIRES) {
      refute("a rule leaves its own guard true, and changes nothing", path(from).and(step));
    }
  }

  private void keep(int state, int from, int[] step, boolean goal) {
    if (state == parent.length) {
      parent = Arrays.copyOf(parent, state * 2);
      stepTo = Arrays.copyOf(stepTo, state * 2);
      atGoal = Arrays.copyOf(atGoal, state * 2);
    }
    parent[state] = from;
    stepTo[state] = step;
    atGoal[state] = goal;
  }

  private Verdict conclude(int expanded) {
    int circle = edges.circle(states.size());
    if (circle >= 0) {
      refute("rules fire in a circle, and nothing from outside is needed for it", path(circle));
    } else if (plan.goals()) {
      findStuck(expanded);
    }
    Verdict refuted = found;
    if (refuted != null) {
      return refuted;
    }
    return expanded == states.size()
        ? new Verdict.Complete(states.size(), edges.size())
        : new Verdict.Capped(states.size(), edges.size(), plan.stopped()
            ? "the time that it was given" : plan.statesMax() + " states");
  }

  /// What was not looked at may reach every goal.
  private void findStuck(int expanded) {
    boolean[] reaches = Arrays.copyOf(atGoal, states.size());
    Arrays.fill(reaches, expanded, states.size(), true);
    edges.spreadBack(reaches);
    for (int state = 0; state < states.size(); state++) {
      if (!reaches[state]) {
        refute("no fair run from here reaches all goals" + stuck(walk(state, false)), path(state));
        return;
      }
    }
  }

  private static String stuck(Run<?> run) {
    var text = new StringBuilder();
    List<Task<?>> away = new ArrayList<>(run.tasks());
    away.removeIf(ChosenWorld::atGoal);
    for (Task<?> task : away) {
      String row = ChosenWorld.row(task).map(each -> " in " + each.name()).orElse("");
      text.append("\n    ").append(task).append(" stays").append(row);
      for (Task<?> other : ChosenWorld.waitsFor(task)) {
        if (ChosenWorld.waitsFor(other).contains(task)) {
          text.append(", and waits for ").append(other).append(", which waits for it");
        }
      }
    }
    return text.toString();
  }

  private void refute(String why, Path path) {
    if (found == null) {
      found = new Verdict.Refuted(states.size(), edges.size(), new Counterexample(
          why, path.toString(), told(path), plan.command(),
          () -> new Explorer<>(plan, path).explore(false)));
    }
  }

  private List<String> told(Path path) {
    var run = new Run<>(plan, forms, true);
    run.start(path.steps().getFirst(), true);
    for (int i = 1; i < path.steps().size() && run.broken().isEmpty(); i++) {
      run.take(path.steps().get(i), true);
    }
    return run.words();
  }
}
