package dev.goalkeeper.examples.raft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Raft's paper says of single cases, which chance rarely meets.
class ReplicaTest {
  @Test
  void halfOfTheServersElectNobody() {
    Replica candidate = server(4);
    candidate.stand();
    candidate.hear(new Message.Vote(candidate.term(), 1, true));
    assertThat(candidate.elected()).isFalse();
    candidate.hear(new Message.Vote(candidate.term(), 2, true));
    assertThat(candidate.elected()).isTrue();
  }

  /// Section 5.4.2: the leader that comes next could still replace it.
  @Test
  void entryOfAnEarlierTermIsCommittedOnlyBehindOneOfThisTerm() {
    Replica leader = leader(new Entry(0, "of an earlier term"));
    leader.hear(new Message.Appended(leader.term(), 1, true, 1));
    assertThat(leader.committable()).isFalse();
    leader.hear(new Message.Appended(leader.term(), 1, true, 2));
    assertThat(leader.committable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void entryIsCommittedWhicheverFollowerHasIt(int follower) {
    Replica leader = leader();
    leader.hear(new Message.Appended(leader.term(), follower, true, 1));
    assertThat(leader.committable()).isTrue();
  }

  private static Replica leader(Entry... log) {
    Replica leader = server(3, log);
    leader.stand();
    leader.lead();
    return leader;
  }

  /// Server 0 of so many.
  private static Replica server(int servers, Entry... log) {
    List<Integer> others = IntStream.range(1, servers).boxed().toList();
    return new Replica(0, others, new Disk.Saved(0, Disk.NOBODY, List.of(log)));
  }
}
