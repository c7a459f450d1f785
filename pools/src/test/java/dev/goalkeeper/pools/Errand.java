package dev.goalkeeper.pools;

import java.time.Duration;

/// A task that does all that costs something in a steady loop: an operation that holds a permit and
/// has a time-out, a timer, a statement that a peer watches, a watched peer.
final class Errand extends Task<Errand> {
  static final Clauses<Errand> C = Clauses.of(Errand.class);
  static final CellClause<Errand> ASKED = C.cell("asked");
  static final OpClause<Errand> CALL = C.op("call");
  static final TimerClause<Errand> REST = C.timer("rest");
  static final BudgetClause<Errand> SLOT = C.budget("slot", CALL);
  static final LinkInput<Errand, Errand> OTHER = C.link("other");
  static final Fact<Errand> TIRED = C.local("tired", errand -> errand.tired);
  static final Fact<Errand> BUSY = C.peer("other busy", OTHER, () -> Errand.ASKED, false);

  static final Rules<Errand> RULES = C
      .implies(TIRED, CALL.is(Status.IDLE))
      .never("tired at work", TIRED, CALL.is(Status.RUNNING))
      .rules()
      .given(CALL.is(Status.IDLE), TIRED)
        .rule ("R3", Errand::rise,  REST.running().not())
        .waits("W3",                REST.running())
      .given(CALL.is(Status.IDLE), TIRED.not())
        .goal ("G",                 ASKED.not())
        .rule ("R1", Errand::call,  ASKED, SLOT, BUSY.not())
        .waits("W1",                ASKED, SLOT.not(), BUSY.not())
        .waits("W2",                ASKED, BUSY)
      .given()
        .waits("W4",                CALL.is(Status.RUNNING))
        .rule ("R2", Errand::end,   CALL.is(Status.OK, Status.FAILED, Status.TIMED_OUT))
      .build();

  static final Duration PAUSE = Duration.ofMillis(1);

  final Cell<Boolean> asked = cell(ASKED, false);
  final Link<Errand> other = link(OTHER);
  final Op<String> call = op(CALL);
  private final Timer rest = timer(REST);
  private final Lane lane;
  long token;
  boolean atOnce;
  private boolean tired;

  Errand(Budget budget, Lane lane) {
    permit(SLOT, budget.common());
    this.lane = lane;
  }

  @Override
  protected Rules<Errand> rules() {
    return RULES;
  }

  @Override
  protected Lane lane() {
    return lane;
  }

  private void call() {
    token = call.begin();
    if (atOnce) {
      call.complete(token, "while a rule is running");
    }
  }

  private void end() {
    call.reset();
    asked.set(false);
    tired = true;
    rest.start(PAUSE);
  }

  private void rise() {
    tired = false;
  }
}
