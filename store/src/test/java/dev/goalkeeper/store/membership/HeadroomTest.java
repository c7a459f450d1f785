package dev.goalkeeper.store.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadroomTest {
  private static final int REPLICAS = 3;

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "4, 1", "5, 0.8", "6, 0.6666", "7, 0.7142", "10, 0.8", "100, 0.98"})
  void equalServersLeaveRoomForThoseThatMayDieAsLongAsEnoughAreLeft(int servers, double share) {
    List<Long> memory = new ArrayList<>();
    for (int i = 0; i < servers; i++) {
      memory.add(64L << 20);
    }
    assertThat(share(memory)).isBetween(share, share + 0.0001);
  }

  @Test
  void theLargestAreReckonedWith() {
    assertThat(share(List.of(1L, 1L, 4L, 1L, 1L))).isEqualTo(0.5);
  }

  @Test
  void whoHasCrashedCountsNoMore() {
    List<Member> members = new ArrayList<>(members(List.of(1L, 1L, 1L, 1L, 1L)));
    members.add(member(6, 9, Member.Status.CRASHED));
    assertThat(Headroom.share(new Membership(1, members), REPLICAS)).isEqualTo(0.8);
  }

  @Test
  void nobodyAndServersWithoutMemoryAreNoReasonToRefuse() {
    assertThat(Headroom.share(Membership.NONE, REPLICAS)).isEqualTo(1);
    assertThat(share(List.of(0L, 0L, 0L, 0L, 0L))).isEqualTo(1);
  }

  private static double share(List<Long> memory) {
    return Headroom.share(new Membership(1, members(memory)), REPLICAS);
  }

  private static List<Member> members(List<Long> memory) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < memory.size(); i++) {
      members.add(member(i + 1, memory.get(i), Member.Status.UP));
    }
    return members;
  }

  private static Member member(int index, long memoryBytes, Member.Status status) {
    return new Member(
        ServerId.of(index, 1), new Address("host-" + index, 1), "", memoryBytes, status);
  }
}
