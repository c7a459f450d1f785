package dev.goalkeeper.store.replication;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.membership.CoordinatorLine;
import dev.goalkeeper.store.membership.Standing;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.transport.RequestRefused;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.Refusal;
import java.time.Duration;

/// Brings the coordinator's record of this log's epoch up to the one that is wanted. One request
/// at a time, and always for the highest: epochs that were wanted in between need no record.
final class EpochRecord extends Task<EpochRecord> {
  static final Clauses<EpochRecord> C = Clauses.of(EpochRecord.class);

  static final Input<EpochRecord> WANTED = C.value("wanted");
  static final OpClause<EpochRecord> RECORD = C.op("record").timeout(Duration.ofSeconds(1));
  static final TimerClause<EpochRecord> REST = C.timer("rest");
  static final Fact<EpochRecord> BEHIND = C.fact("behind", EpochRecord::behind, WANTED);
  static final Fact<EpochRecord> REFUSED = C.fact("refused", EpochRecord::refused, RECORD);

  static final Rules<EpochRecord> RULES = C.implies(REFUSED, RECORD.is(FAILED)).rules()
      .given(RECORD.is(IDLE))
        .goal ("G",                       BEHIND.not())
        .waits("W1",                      BEHIND, REST.running())
        .rule ("E1", EpochRecord::ask,    BEHIND, REST.running().not())
      .given()
        .waits("W2",                      RECORD.is(RUNNING))
        .rule ("E2", EpochRecord::note,   RECORD.is(OK))
        .rule ("E3", EpochRecord::backOff, RECORD.is(FAILED, TIMED_OUT), REFUSED.not())
        .rule ("E4", EpochRecord::doubt,  RECORD.is(FAILED), REFUSED)
      .build();

  /// Writes stand still meanwhile: it asks again soon.
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(5), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Cell<Epoch> wanted = value(WANTED, Epoch.NONE);
  private final Cell<Epoch> recorded = new Cell<>(Epoch.NONE);
  private final Op<Done> record = op(RECORD);
  private final Timer rest = timer(REST);
  private final CoordinatorLine coordinator;
  private final Standing standing;
  private Epoch asked = Epoch.NONE;

  EpochRecord(CoordinatorLine coordinator, Standing standing) {
    this.coordinator = coordinator;
    this.standing = standing;
  }

  @Override
  protected Rules<EpochRecord> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "epoch record";
  }

  /// All open replicas below this one are to be left out.
  void want(Epoch epoch) {
    if (epoch.compareTo(wanted.get()) > 0) {
      wanted.set(epoch);
    }
  }

  /// What the coordinator is known to have recorded.
  Cell<Epoch> recorded() {
    return recorded;
  }

  private boolean behind() {
    return recorded.get().compareTo(wanted.get()) < 0;
  }

  private boolean refused() {
    return record.status() == FAILED
        && record.failure() instanceof RequestRefused refusal
        && refusal.refused().reason() == Refusal.UNKNOWN_SENDER;
  }

  private void ask() {
    asked = wanted.get();
    coordinator.call(new RecordEpoch(coordinator.self(), asked),
        new Expecting<>(Done.class, record), record.begin());
  }

  private void note() {
    recorded.set(asked);
    record.reset();
  }

  private void backOff() {
    record.reset();
    rest.backoff(BACKOFF);
  }

  /// Only a master that was given up is refused.
  private void doubt() {
    standing.doubt();
    backOff();
  }
}
