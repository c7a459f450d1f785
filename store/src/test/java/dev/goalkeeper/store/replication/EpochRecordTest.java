package dev.goalkeeper.store.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.membership.Standing;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpochRecordTest {
  private final OneMaster master = new OneMaster(1, 1, "m", "a", "b");

  /// An open replica is lost and made anew: that the lost one counts no more has to be recorded.
  @BeforeEach
  void anOpenReplicaIsLost() {
    int lost = OneMaster.place(master.onlyCall());
    master.done(master.onlyCall());
    master.append();
    master.lose(master.onlyCall());
    master.list(lost);
    while (!(master.onlyCall().request() instanceof RecordEpoch)) {
      master.done(master.onlyCall());
    }
  }

  @Test
  void whoeverIsUnknownToTheCoordinatorDoubtsThatItIsAMaster() {
    master.refuse(master.onlyCall(), Refusal.UNKNOWN_SENDER);
    assertThat(master.fired(EpochRecord.class)).startsWith("E1", "E4");
    assertThat(master.fired(Standing.class)).isNotEmpty();
  }

  @Test
  void anyOtherRefusalIsTriedAgain() {
    master.refuse(master.onlyCall(), Refusal.BUSY);
    askedAgain();
  }

  @Test
  void noAnswerIsTriedAgain() {
    master.lose(master.onlyCall());
    askedAgain();
  }

  private void askedAgain() {
    while (master.calls().isEmpty()) {
      master.run(OneMaster.SHORT);
    }
    assertThat(master.onlyCall().request()).isInstanceOf(RecordEpoch.class);
    master.allDone();
    assertThat(master.fired(EpochRecord.class)).containsExactly("E1", "E3", "E1", "E2");
    assertThat(master.fired(Standing.class)).isEmpty();
    assertThat(master.task("epoch record").atGoal()).isTrue();
  }
}
