package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpTest {
  private final Scene scene = new Scene();
  private final Asker asker = new Asker();

  /// Starts its operation however the test says, each time that it is idle and wanted.
  private static final class Asker extends Task<Asker> {
    static final Clauses<Asker> C = Clauses.of(Asker.class);
    static final CellClause<Asker> WANTED = C.cell("wanted");
    static final OpClause<Asker> ASK = C.op("ask").timeout(Duration.ofMillis(20));
    static final Rules<Asker> RULES = C.rules()
        .goal ("G",                WANTED.not(), ASK.is(Status.IDLE))
        .rule ("R1", Asker::ask,   WANTED, ASK.is(Status.IDLE))
        .waits("W",                ASK.is(Status.RUNNING))
        .rule ("R2", Asker::note,  ASK.is(Status.OK, Status.FAILED, Status.TIMED_OUT))
        .build();

    final Cell<Boolean> wanted = cell(WANTED, true);
    final Op<String> ask = op(ASK);
    final List<String> notes = new ArrayList<>();
    Runnable start = ask::begin;

    @Override
    protected Rules<Asker> rules() {
      return RULES;
    }

    private void ask() {
      wanted.set(false);
      start.run();
    }

    private void note() {
      notes.add(switch (ask.status()) {
        case OK -> "OK " + ask.value();
        case FAILED -> "FAILED " + ask.failure().getMessage();
        case IDLE, RUNNING, TIMED_OUT -> ask.status().name();
      });
      ask.reset();
    }
  }

  @Test
  void stageThatIsCompleteAlreadyEndsTheOperationBetweenRules() {
    asker.start = () -> {
      asker.ask.start(CompletableFuture.completedStage("now"));
      asker.notes.add("still " + asker.ask.status());
    };
    scene.add(asker);
    assertThat(asker.notes).containsExactly("still RUNNING", "OK now");
  }

  @Test
  void failureOfAStageIsUnwrapped() {
    var stage = new CompletableFuture<String>();
    asker.start = () -> asker.ask.start(stage.thenApply(String::strip));
    scene.add(asker);
    stage.completeExceptionally(new IllegalStateException("gone"));
    scene.settle();
    assertThat(asker.notes).containsExactly("FAILED gone");
  }

  @Test
  void blockingWorkRunsElsewhereAndEndsTheOperation() {
    call(() -> "read");
    assertThat(asker.notes).containsExactly("OK read");
  }

  @Test
  void whateverBlockingWorkThrowsIsTheFailure() {
    call(() -> {
      throw new AssertionError("no such file");
    });
    assertThat(asker.notes).containsExactly("FAILED no such file");
  }

  @Test
  void operationWithoutAnAnswerTimesOut() {
    scene.add(asker);
    scene.pass(Duration.ofMillis(21));
    assertThat(asker.notes).containsExactly("TIMED_OUT");
  }

  @Test
  void timeOutIsOfTheOperationOnceItIsGivenOne() {
    asker.ask.timeout(Duration.ofMillis(5));
    scene.add(asker);
    scene.pass(Duration.ofMillis(5));
    assertThat(asker.notes).containsExactly("TIMED_OUT");
    assertThatThrownBy(() -> asker.ask.timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ask: a time-out is above zero, not PT0S");
  }

  @Test
  void operationThatEndedNoLongerTimesOut() {
    scene.add(asker);
    assertThat(scene.pool.nextDeadlineNanos()).isLessThan(Long.MAX_VALUE);
    scene.bring(asker.ask::reset);
    assertThat(scene.pool.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void lateResultsMatchNoLaterGeneration() {
    var tokens = new ArrayList<Long>();
    asker.start = () -> tokens.add(asker.ask.begin());
    scene.add(asker);
    scene.pass(Duration.ofMillis(21));
    scene.bring(() -> asker.wanted.set(true));
    assertThat(tokens).hasSize(2);

    scene.bring(() -> asker.ask.complete(tokens.getFirst(), "late"));
    assertThat(scene.row(asker)).isEqualTo("W");
    scene.bring(() -> asker.ask.complete(tokens.getLast(), "in time"));
    scene.bring(() -> asker.ask.fail(tokens.getLast(), new IllegalStateException("twice")));
    assertThat(asker.notes).containsExactly("TIMED_OUT", "OK in time");
  }

  @Test
  void resultAfterAResetIsDropped() {
    var stage = new CompletableFuture<String>();
    asker.start = () -> asker.ask.start(stage);
    scene.add(asker);
    scene.bring(asker.ask::reset);
    stage.complete("late");
    scene.pass(Duration.ofMillis(50));
    assertThat(asker.notes).isEmpty();
    assertThat(asker.ask.status()).isEqualTo(Status.IDLE);
  }

  @Test
  void resultForARetiredTaskIsDropped() {
    var stage = new CompletableFuture<String>();
    asker.start = () -> asker.ask.start(stage);
    scene.add(asker);
    scene.bring(() -> scene.pool.retire(asker));
    stage.complete("late");
    scene.pass(Duration.ofMillis(50));
    assertThat(asker.notes).isEmpty();
  }

  @Test
  void startingWhatRunsIsRefused() {
    scene.add(asker);
    assertThatThrownBy(asker.ask::begin)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Asker 1 starts 'ask' while it is running; reset it first");
  }

  @Test
  void valueAndFailureAreThereWhenTheStatusSaysSo() {
    scene.add(asker);
    assertThatThrownBy(asker.ask::value).hasMessage("Asker 1: 'ask' is RUNNING, not OK");
    assertThatThrownBy(asker.ask::failure).hasMessage("Asker 1: 'ask' is RUNNING, not FAILED");
  }

  private void call(Callable<String> work) {
    asker.start = () -> asker.ask.call(work);
    scene.add(asker);
    scene.pass(Duration.ofMillis(3));
  }
}
