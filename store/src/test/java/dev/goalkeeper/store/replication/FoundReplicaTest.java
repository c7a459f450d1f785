package dev.goalkeeper.store.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.WriteReplica;
import org.junit.jupiter.api.Test;

/// What backups find: replicas that their earlier lives have left, and replicas that rot.
class FoundReplicaTest {
  private static final int BACKUP = 2;
  private static final ServerId SELF = ServerId.of(1, 1);
  private static final ReplicaId EARLIER = new ReplicaId(SELF, new SegmentId(1), 9);

  private final OneMaster master = new OneMaster(1, 1, "m", "a", "b");

  @Test
  void replicaOfAnEarlierLifeIsFreedOnceItsSegmentIsWhole() {
    assertThat(master.doesWithout(EARLIER, BACKUP)).isFalse();
    master.done(master.onlyCall());
    master.append();
    assertThat(master.doesWithout(EARLIER, BACKUP)).isFalse();
    master.done(master.onlyCall());

    assertThat(master.doesWithout(EARLIER, BACKUP)).isTrue();
    assertThat(master.doesWithout(EARLIER, BACKUP)).isTrue();
    assertThat(master.onlyCall().request()).isEqualTo(new FreeReplica(EARLIER));
  }

  @Test
  void replicaOfASegmentThatIsNoMoreIsFreed() {
    master.done(master.onlyCall());
    var gone = new ReplicaId(SELF, new SegmentId(9), 1);
    assertThat(master.doesWithout(gone, BACKUP)).isTrue();
    assertThat(master.onlyCall().request()).isEqualTo(new FreeReplica(gone));
  }

  @Test
  void replicaThatIsCountedOnIsKept() {
    ReplicaId own = ((WriteReplica) master.onlyCall().request()).replica();
    int place = OneMaster.place(master.onlyCall());
    master.done(master.onlyCall());
    assertThat(master.doesWithout(own, place)).isFalse();
    assertThat(master.calls()).isEmpty();
  }

  @Test
  void whoeverIsNotUpAsksInVain() {
    master.done(master.onlyCall());
    master.list(BACKUP);
    master.allDone();
    assertThat(master.doesWithout(EARLIER, BACKUP)).isFalse();
    assertThat(master.calls()).isEmpty();
  }

  @Test
  void f4MakesAnotherReplicaOfOneThatRots() {
    ReplicaId own = ((WriteReplica) master.onlyCall().request()).replica();
    master.done(master.onlyCall());
    assertThat(master.fired(Replica.class)).containsExactly("R1", "R2", "R3");

    master.damaged(EARLIER);
    assertThat(master.fired(Replica.class)).isEmpty();
    master.damaged(own);
    assertThat(master.fired(Replica.class)).containsExactly("F4", "R1", "R2");
    assertThat(((WriteReplica) master.onlyCall().request()).replica()).isNotEqualTo(own);
  }
}
