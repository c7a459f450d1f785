package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {
  private final Scene scene = new Scene();

  /// What the one event handler of these tests writes: it knows no task.
  private final Cell<Boolean> night = new Cell<>(false);

  /// A task that reacts to the event; another kind of it is another action.
  private static final class Reaction extends Task<Reaction> {
    static final Clauses<Reaction> C = Clauses.of(Reaction.class);
    static final CellClause<Reaction> NIGHT = C.cell("night");
    static final Fact<Reaction> DONE = C.local("done", reaction -> reaction.done);
    static final Rules<Reaction> RULES = C.rules()
        .rule("R1", Reaction::react, NIGHT, DONE.not())
        .rule("R2", Reaction::relax, NIGHT.not(), DONE)
        .goal("G1",                  NIGHT, DONE)
        .goal("G0",                  NIGHT.not(), DONE.not())
        .build();

    private final String name;
    private final Runnable action;
    private boolean done;

    Reaction(String name, Cell<Boolean> night, Runnable action) {
      this.name = name;
      this.action = action;
      watch(NIGHT, night);
    }

    @Override
    protected Rules<Reaction> rules() {
      return RULES;
    }

    @Override
    public String name() {
      return name;
    }

    private void react() {
      done = true;
      action.run();
    }

    private void relax() {
      done = false;
    }
  }

  @Test
  void addingATaskThatReactsToAnEventChangesNoEventHandler() {
    List<String> reactions = new ArrayList<>();
    Runnable handler = () -> night.set(true);
    scene.add(new Reaction("lamp", night, () -> reactions.add("light")));
    scene.add(new Reaction("gate", night, () -> reactions.add("shut")));

    scene.bring(handler);

    assertThat(reactions).containsExactlyInAnyOrder("light", "shut");
  }

  @Test
  void eventIsTheCauseOfWhatFollowsFromIt() {
    var lamp = scene.add(new Reaction("lamp", night, () -> {}));
    scene.pool.event("sunset", () -> night.set(true));
    scene.settle();
    assertThat(scene.pool.why(lamp)).containsSubsequence("lamp fired R1", "event 'sunset'");
  }

  @Test
  void eventFromWithinARuleHappensAfterItAndIsCausedByIt() {
    List<String> order = new ArrayList<>();
    var dawn = new Cell<>(false);
    var first = new Reaction("first", night, () -> {
      scene.pool.event("echo", () -> {
        order.add("echo");
        dawn.set(true);
      });
      order.add("rule");
    });
    scene.add(first);
    var second = scene.add(new Reaction("second", dawn, () -> {}));

    scene.bring(() -> night.set(true));

    assertThat(order).containsExactly("rule", "echo");
    assertThat(scene.pool.why(second)).containsSubsequence(
        "second fired R1", "event 'echo'", "first fired R1", "event 'change'");
  }

  @Test
  void whatIsBroughtTogetherSharesNoCause() {
    var dawn = new Cell<>(false);
    var first = scene.add(new Reaction("first", night, () -> {}));
    var second = scene.add(new Reaction("second", dawn, () -> {}));
    scene.add(new Reaction("poster", night, () -> {
      scene.pool.event("one", () -> {});
      scene.pool.event("two", () -> dawn.set(true));
    }));
    scene.pool.event("start", () -> night.set(true));
    scene.settle();
    assertThat(scene.pool.why(first)).doesNotContain("'one'", "'two'");
    assertThat(scene.pool.why(second)).contains("event 'two'").doesNotContain("'one'");
  }

  @Test
  void eventThatThrowsIsNobodysFailureAndThePoolGoesOn() {
    var lamp = scene.add(new Reaction("lamp", night, () -> {}));
    scene.bring(() -> {
      throw new IllegalStateException("unreadable");
    });
    scene.bring(() -> night.set(true));
    assertThat(scene.row(lamp)).isEqualTo("G1");
  }

  @Test
  void settingTheSameValueAgainWakesNobody() {
    var lamp = scene.add(new Reaction("lamp", night, () -> {}));
    scene.bring(() -> night.set(false));
    assertThat(scene.pool.why(lamp)).contains("has not fired yet");
  }
}
