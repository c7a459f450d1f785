package dev.goalkeeper.store.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.replication.OneMaster.Call;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.WriteReplica.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Replica and Segment by their rows, one answer of a backup at a time.
class ReplicaTest {
  private static final String[] HOSTS = {"m", "a", "b", "c", "d"};
  private static final Duration TIMEOUT = ReplicationOptions.of(1).writeTimeout();
  private static final Duration NANO = Duration.ofNanos(1);

  private OneMaster master = new OneMaster(1, 1, HOSTS);

  @Test
  void r5CommitsDataAndR7TheFooter() {
    master.done(master.onlyCall());
    master.append();
    master.done(master.onlyCall());
    assertThat(master.fired(Replica.class)).containsExactly("R1", "R2", "R3", "R4", "R5");
    master.roll();
    master.done(master.onlyCall());
    master.done(master.onlyCall());
    assertThat(master.fired(Replica.class)).containsExactly("R1", "R2", "R3", "R6", "R7");
  }

  @Test
  void headWithoutDataIsCertifiedOnceTheSegmentBeforeIsClosed() {
    master.done(master.onlyCall());
    master.roll();
    List<String> answered = new ArrayList<>();
    master.whenCertified(answered);
    master.done(master.onlyCall());
    assertThat(answered).isEmpty();
    master.done(master.onlyCall());
    assertThat(answered).hasSize(1);
  }

  @Test
  void segmentIsAtItsGoalOnceAllIsCommitted() {
    master.done(master.onlyCall());
    assertThat(master.task("segment 1").atGoal()).isTrue();
    master.append();
    assertThat(master.task("segment 1").atGoal()).isFalse();
    master.done(master.onlyCall());
    assertThat(master.task("segment 1").atGoal()).isTrue();
  }

  @Test
  void stateIsExplainedWhateverTheWriteIsDoing() {
    assertThat(master.explain("segment 1 replica 1")).contains("W1 (waits)");
    master.done(master.onlyCall());
    assertThat(master.explain("segment 1 replica 1")).contains("G (at goal)");
  }

  @Test
  void damageOnTheWayIsSentAgainThreeTimesAndThenBegunAnew() {
    for (int i = 0; i < ReplicationOptions.DAMAGES_MAX; i++) {
      master.refuse(master.onlyCall(), Refusal.BAD_CERTIFICATE);
    }
    assertThat(master.fired(Replica.class))
        .containsExactly("R1", "R2", "R12", "R2", "R12", "R2", "R12", "R2");
    master.refuse(master.onlyCall(), Refusal.BAD_CERTIFICATE);
    assertThat(master.fired(Replica.class)).startsWith("R9");
  }

  @Test
  void r10BackupThatDoesNotKnowTheMasterMakesItDoubt() {
    master.refuse(master.onlyCall(), Refusal.UNKNOWN_SENDER);
    assertThat(master.fired(Replica.class)).startsWith("R1", "R2", "R10");
  }

  @Test
  void backupIsSlowWhenAllTriesHaveFailedForAsLongAsOneMayTake() {
    failTwice(TIMEOUT);
    assertThat(master.fired(Replica.class)).startsWith("F2", "R1");
  }

  @Test
  void backupIsNotSlowBefore() {
    failTwice(TIMEOUT.minus(NANO));
    assertThat(master.fired(Replica.class)).startsWith("R8").doesNotContain("F2");
  }

  @Test
  void backupThatNoOtherCanReplaceIsNeverSlow() {
    master = new OneMaster(1, 1, "m", "a");
    failTwice(TIMEOUT);
    assertThat(master.fired(Replica.class)).startsWith("R8").doesNotContain("F2");
  }

  @Test
  void firstFailureAloneMakesNoBackupSlow() {
    master.done(master.onlyCall());
    master.run(TIMEOUT.multipliedBy(10));
    master.append();
    master.fired(Replica.class);
    master.lose(master.onlyCall());
    master.run(OneMaster.SHORT);
    assertThat(master.fired(Replica.class)).startsWith("R8");
  }

  /// One opened replica is not enough to give it up for being slow.
  @Test
  void r11SlowReplicaIsKeptWhileTheSegmentIsNotSecure() {
    master = new OneMaster(1, 2, HOSTS);
    master.done(master.calls().getFirst());
    master.append();
    for (int i = 0; i < 5; i++) {
      master.run(TIMEOUT);
    }
    assertThat(master.fired(Replica.class)).contains("R11").doesNotContain("F3");
  }

  /// Its header alone holds nothing that was acknowledged.
  @Test
  void epochIsRecordedOnlyOnceTheReplacementHasTheOpening() {
    loseOneOfTwo();
    Call header = write(Step.OPEN_REPLACEMENT);
    master.done(write(Step.EXTEND));
    master.done(header);
    assertThat(master.onlyCall().write().step()).isEqualTo(Step.EXTEND);
    master.done(master.onlyCall());
    assertThat(master.onlyCall().request()).isInstanceOf(RecordEpoch.class);
  }

  @Test
  void epochIsRecordedOnlyOnceTheOtherReplicaHasIt() {
    loseOneOfTwo();
    Call other = write(Step.EXTEND);
    master.done(write(Step.OPEN_REPLACEMENT));
    Call data = master.calls().stream().filter(call -> call != other).findFirst().orElseThrow();
    master.done(data);
    assertThat(master.onlyCall()).isEqualTo(other);
    master.done(other);
    assertThat(master.onlyCall().request()).isInstanceOf(RecordEpoch.class);
  }

  @Test
  void recordWithoutAnAnswerIsNoReasonToDoubt() {
    loseOneOfTwo();
    Call header = write(Step.OPEN_REPLACEMENT);
    master.done(write(Step.EXTEND));
    master.done(header);
    master.done(master.onlyCall());
    master.lose(master.onlyCall());
    master.run(OneMaster.SHORT);
    assertThat(master.fired(EpochRecord.class)).startsWith("E1", "E3").doesNotContain("E4");
  }

  /// What is closed is valid in every epoch.
  @Test
  void closedReplicaIsNotSentAgainWhenAnotherOneIsLost() {
    master = new OneMaster(1, 2, HOSTS);
    master.allDone();
    master.append();
    master.allDone();
    master.roll();
    while (!master.calls().stream().allMatch(call -> call.write().step() == Step.CLOSE)) {
      master.done(master.calls().stream()
          .filter(call -> call.write().step() != Step.CLOSE).findFirst().orElseThrow());
    }
    Call kept = master.calls().getFirst();
    Call lost = master.calls().getLast();
    master.calls().remove(lost);
    master.list(OneMaster.place(lost));
    master.done(kept);
    assertThat(master.calls()).noneMatch(call -> OneMaster.place(call) == OneMaster.place(kept)
        && call.isWrite() && call.write().replica().equals(kept.write().replica()));
  }

  /// The second failure comes so long after the first.
  private void failTwice(Duration after) {
    master.lose(master.onlyCall());
    master.run(after);
    master.fired(Replica.class);
    master.lose(master.onlyCall());
    master.run(OneMaster.SHORT);
  }

  private void loseOneOfTwo() {
    master = new OneMaster(1, 2, HOSTS);
    int victim = OneMaster.place(master.calls().getFirst());
    master.allDone();
    master.list(victim);
  }

  private Call write(Step step) {
    return master.calls().stream()
        .filter(call -> call.isWrite() && call.write().step() == step).findFirst().orElseThrow();
  }
}
