package dev.goalkeeper.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/// Explores everything that can happen to a small set-up of tasks: every order of rules, every
/// outcome of what they ask for, timers, faults and events. The tasks are the ones that run live.
///
/// ```java
/// Check.model(outside -> new Shop(outside))       // builds pools and tasks: the model
///     .state(Order.class, "charged")              // each field that can change, once
///     .event("order", Shop::order)
///     .fault("the bank forgets", 1, Shop::forget)
///     .always("charged at most once", shop -> shop.bank.charges() <= 1)
///     .goalsReached()
///     .run().orThrow();
/// ```
///
/// Found without being asked for: an implication or a `never` of a table that is broken, a wake-up
/// that was missed, a rule that leaves its own guard true, rules that enable each other for ever, a
/// rule that throws, an effect that is issued twice ([Outside#askOnce]), a goal called met while
/// what it rests on is not ([dev.goalkeeper.pools.Task#restsOn]).
///
/// As in a pool, what comes from outside comes between turns: after every rule that can fire has.
/// Outcomes other than an answer in time are counted, and each may strike once in a run unless
/// [#outcome] says otherwise. A check is single-threaded, and may be run again.
///
/// @param <M> what the set-up returns: a record or class whose fields are part of the state, or a
///     task
public final class Check<M> {
  /// States after which a check gives up unless told otherwise: minutes of work.
  public static final int STATES_MAX_DEFAULT = 1_000_000;

  private final Plan<M> plan;

  private Check(Plan<M> plan) {
    this.plan = plan;
  }

  /// Starts the description of a check.
  ///
  /// @param setup builds the model, alike each time; called for each path that is explored
  public static <M> Check<M> model(Function<Outside, M> setup) {
    var plan = new Plan<>(setup);
    Arrays.stream(Outcome.values()).forEach(outcome -> plan.allow(outcome, 1));
    return new Check<>(plan);
  }

  /// Fields that are state and compare by value. A field of a task that can change, and is none of
  /// the library's sources of change, must be named in one of these; so must any other class that
  /// is met. Fields that cannot change are taken as they are.
  ///
  /// @throws IllegalArgumentException if the class has no such field
  public Check<M> state(Class<?> type, String... fields) {
    plan.declared().state(type, fields);
    return this;
  }

  /// Fields that hold a group or collection whose order means nothing.
  public Check<M> unordered(Class<?> type, String... fields) {
    plan.declared().unordered(type, fields);
    return this;
  }

  /// Fields, or components of a record, of which only the order of their values counts, among all
  /// of that family.
  public Check<M> counters(String family, Class<?> type, String... fields) {
    plan.declared().counters(family, type, fields);
    return this;
  }

  /// Numbers of which all values from `most` on are alike.
  public Check<M> atMost(int most, Class<?> type, String... fields) {
    plan.declared().atMost(most, type, fields);
    return this;
  }

  /// Moments of the pool's clock, or maps to such, of which it counts only whether they are that
  /// long past.
  ///
  /// @param threshold what rules and actions compare the age with; may be zero
  public Check<M> since(Duration threshold, Class<?> type, String... fields) {
    plan.declared().since(threshold, type, fields);
    return this;
  }

  /// Fields on which nothing depends: statistics, caches.
  public Check<M> notState(Class<?> type, String... fields) {
    plan.declared().notState(type, fields);
    return this;
  }

  /// Classes and interfaces that hold no state of the model.
  public Check<M> outside(Class<?>... types) {
    Arrays.stream(types).forEach(plan.declared()::outside);
    return this;
  }

  /// Ids that could be exchanged for each other everywhere: states that differ by that are one.
  public Check<M> symmetric(List<?> ids) {
    plan.declared().symmetric(ids);
    return this;
  }

  /// How often in a run that may become of what is asked; once unless said otherwise.
  public Check<M> outcome(Outcome outcome, int times) {
    plan.allow(outcome, times);
    return this;
  }

  /// A fault that may strike so often, at any moment.
  public Check<M> fault(String name, int times, Consumer<M> what) {
    return fault(name, times, model -> true, what);
  }

  /// A fault that may strike so often, in those states.
  public Check<M> fault(String name, int times, Predicate<M> when, Consumer<M> what) {
    plan.happenings().add(new Plan.Happening<>(name, times, when, model -> true, what));
    return this;
  }

  /// An event from outside that may come once, at any moment, or never.
  public Check<M> event(String name, Consumer<M> what) {
    return event(name, model -> true, what);
  }

  /// The same for an event that must find its task ready: if it can come before, that is wrong.
  public Check<M> event(String name, Predicate<M> ready, Consumer<M> what) {
    plan.happenings().add(new Plan.Happening<>(name, 1, model -> true, ready, what));
    return this;
  }

  /// What must hold in every state.
  public Check<M> always(String name, Predicate<M> holds) {
    return always(model -> holds.test(model) ? "" : "not always: " + name);
  }

  /// The same, told by the model itself.
  ///
  /// @param broken what is wrong, in words; empty if nothing is
  public Check<M> always(Function<M, String> broken) {
    plan.laws().add(new Plan.Law<>(broken));
    return this;
  }

  /// From every state all tasks must be able to reach their goals, with answers and timers that
  /// come but without help of faults or events.
  public Check<M> goalsReached() {
    plan.askForGoals();
    return this;
  }

  /// Gives up, with the verdict CAPPED, after so many states.
  public Check<M> statesMax(int most) {
    plan.statesMax(most);
    return this;
  }

  /// Gives up, with the verdict CAPPED, when this says so; asked before each state is expanded.
  public Check<M> until(BooleanSupplier stop) {
    plan.stop(stop);
    return this;
  }

  /// Told now and then how many states there are by now.
  public Check<M> progress(LongConsumer listener) {
    plan.progress(listener);
    return this;
  }

  /// The command that replays a schedule, which is put behind it.
  public Check<M> replayedBy(String command) {
    plan.command(command);
    return this;
  }

  /// Explores.
  ///
  /// @throws UndeclaredState if the model has state of which nobody said how it compares
  public Verdict run() {
    return new Explorer<>(plan, Path.parse("0")).explore(true);
  }

  /// Goes the way of a counterexample's schedule, and explores from its end.
  ///
  /// @throws IllegalArgumentException if the model has no such way
  public Verdict replay(String schedule) {
    return new Explorer<>(plan, Path.parse(schedule)).explore(false);
  }
}
