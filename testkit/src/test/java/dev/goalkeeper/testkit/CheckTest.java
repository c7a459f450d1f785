package dev.goalkeeper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.testkit.wrong.Diner;
import dev.goalkeeper.testkit.wrong.Fetcher;
import dev.goalkeeper.testkit.wrong.Follower;
import dev.goalkeeper.testkit.wrong.Lamp;
import dev.goalkeeper.testkit.wrong.Machine;
import dev.goalkeeper.testkit.wrong.Payer;
import dev.goalkeeper.testkit.wrong.Report;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;

/// Each wrong module is refuted by the shortest way to what is wrong, and nothing is found in its
/// corrected twin.
class CheckTest {
  private static final List<Subject> SUBJECTS = List.of(
      new Subject("a rule leaves its guard true", CheckTest::lamp,
          "Lamp 1 fires R1, which leaves its own guard true",
          "want", "  Lamp 1 fires R1", "  Lamp 1 fires R1"),
      new Subject("a wake-up is missed", CheckTest::follower,
          "missed wake-up: Follower 1 sleeps on G",
          "lead"),
      new Subject("a late answer is taken", CheckTest::fetcher,
          "not always: it believes whom it asks",
          "  Fetcher 1 fires R1", "Fetcher 1: fetch times out", "  Fetcher 1 fires R2",
          "  Fetcher 1 fires R1", "server 1: arrives late"),
      new Subject("an effect is issued twice", CheckTest::payer,
          "'payment 7' is issued again while it is under way, or has taken effect",
          "  Payer 1 fires R1", "Payer 1: pay times out", "  Payer 1 fires R3",
          "  Payer 1 fires R1"),
      new Subject("two wait for each other", CheckTest::diners,
          """
          no fair run from here reaches all goals
              ann stays in W1, and waits for bob, which waits for it
              bob stays in W1, and waits for ann, which waits for it"""),
      new Subject("an event comes too early", CheckTest::machine,
          "'resize' arrives before its task is ready for it",
          "  Machine 1 fires R1", "resize"),
      new Subject("a goal rests on one that is not met", CheckTest::report,
          "Report 2 is at its goal, which rests on Machine 1, which is not",
          "  Machine 1 fires R1", "tell", "  Report 2 fires R1"));

  /// A module in two forms.
  ///
  /// @param check of the right one if true
  record Subject(
      String name, Function<Boolean, Check<?>> check, String why, List<String> steps) {
    Subject(String name, Function<Boolean, Check<?>> check, String why, String... steps) {
      this(name, check, why, List.of(steps));
    }

    Counterexample refuted() {
      assertThat(check.apply(false).run()).isInstanceOf(Verdict.Refuted.class);
      return ((Verdict.Refuted) check.apply(false).run()).counterexample();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private record Two<A, B>(A one, B other) {}

  static Stream<Subject> subjects() {
    return SUBJECTS.stream();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void wrongOneIsRefutedByTheShortestWay(Subject subject) {
    Counterexample found = subject.refuted();
    assertThat(found.why()).contains(subject.why());
    assertThat(found.steps()).isEqualTo(subject.steps());
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void nothingIsFoundInItsTwin(Subject subject) {
    assertThat(subject.check().apply(true).run()).isInstanceOf(Verdict.Complete.class);
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void counterexampleIsReplayed(Subject subject) {
    Counterexample found = subject.refuted();
    Verdict again = found.replay();
    assertThat(((Verdict.Refuted) again).counterexample().why()).isEqualTo(found.why());
    Verdict bySchedule = subject.check().apply(false).replay(found.schedule());
    assertThat(((Verdict.Refuted) bySchedule).counterexample().steps()).isEqualTo(found.steps());
  }

  @Test
  void boundIsNeverTakenForAllStates() {
    assertThat(fetcher(true).statesMax(10).run()).isInstanceOf(Verdict.Capped.class);
    assertThat(fetcher(true).until(() -> true).run()).isInstanceOf(Verdict.Capped.class);
    assertThatThrownBy(() -> fetcher(true).statesMax(10).run().orThrow())
        .isInstanceOf(AssertionError.class).hasMessage("capped by 10 states after 10 states");
  }

  @Test
  void fieldOfWhichNobodySaidHowItComparesIsAnError() {
    Check<Lamp> check = Check.model(outside -> put(outside, new Lamp(true)));
    assertThatThrownBy(check::run).isInstanceOf(UndeclaredState.class)
        .hasMessageContaining("Lamp.lit can change").hasMessageContaining("state(Lamp.class");
    assertThatThrownBy(() -> check.state(Lamp.class, "lid"))
        .isInstanceOf(IllegalArgumentException.class).hasMessage("Lamp has no field 'lid'");
  }

  @Test
  void scheduleOfAnotherModelIsRefused() {
    assertThatThrownBy(() -> lamp(true).replay("0-9"))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("another model");
    assertThatThrownBy(() -> lamp(true).replay("left"))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("0-3-1.2");
  }

  private static Check<?> lamp(boolean right) {
    return Check.model(outside -> put(outside, new Lamp(right)))
        .state(Lamp.class, "lit")
        .event("want", lamp -> lamp.wanted().set(true)).goalsReached();
  }

  private static Check<?> follower(boolean right) {
    return Check.model(outside -> {
      var leader = new Cell<>(0);
      return new Two<>(leader, put(outside, new Follower(leader, right)));
    }).state(Follower.class, "followed")
        .event("lead", model -> model.one().set(1)).goalsReached();
  }

  private static Check<Fetcher> fetcher(boolean right) {
    return Check.model(outside -> put(outside, new Fetcher(outside, right)))
        .state(Fetcher.class, "second", "believed")
        .always("it believes whom it asks", Fetcher::believesWhomItAsks).goalsReached();
  }

  private static Check<?> payer(boolean right) {
    return Check.model(outside -> put(outside, new Payer(outside, right)))
        .state(Payer.class, "unsure").goalsReached();
  }

  private static Check<?> diners(boolean right) {
    return Check.model(outside -> {
      Pool pool = outside.pool("table");
      var ann = new Diner("ann", true);
      var bob = new Diner("bob", !right);
      ann.neighbour().set(bob);
      bob.neighbour().set(ann);
      pool.add(ann);
      pool.add(bob);
      return new Two<>(ann, bob);
    }).state(Diner.class, "eats").goalsReached();
  }

  private static Check<?> machine(boolean right) {
    return Check.model(outside -> put(outside, new Machine(outside, right)))
        .state(Machine.class, "size")
        .event("resize", Machine::ready, machine -> machine.want(2)).goalsReached();
  }

  private static Check<?> report(boolean right) {
    return Check.model(outside -> {
      Pool pool = outside.pool("reports");
      var machine = new Machine(outside, true);
      var report = new Report(machine, right);
      pool.add(machine);
      pool.add(report);
      return new Two<>(machine, report);
    }).state(Machine.class, "size").state(Report.class, "said")
        .event("tell", model -> model.other().told().set(true));
  }

  private static <T extends Task<T>> T put(Outside outside, T task) {
    outside.pool("pool").add(task);
    return task;
  }
}
