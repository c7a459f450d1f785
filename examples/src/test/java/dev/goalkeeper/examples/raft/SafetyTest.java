package dev.goalkeeper.examples.raft;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What a check that cannot fail would not see.
class SafetyTest {
  private final Safety safety = new Safety();

  @Test
  void seesTwoLeadersOfOneTerm() {
    assertThatThrownBy(() -> safety.check(List.of(leader(0), leader(1))))
        .hasMessage("term 1 has two leaders");
  }

  @Test
  void seesLogsThatAgreeAndDifferBefore() {
    Replica one = server(0, new Entry(1, "a"), new Entry(3, "c"));
    Replica two = server(1, new Entry(2, "b"), new Entry(3, "c"));
    assertThatThrownBy(() -> safety.check(List.of(one, two)))
        .hasMessageStartingWith("logs agree at 1 and not before it");
  }

  @Test
  void seesAServerThatAppliesSomethingElse() {
    Replica one = server(0, new Entry(1, "a"));
    Replica two = server(1, new Entry(1, "a"), new Entry(2, "b"));
    one.apply();
    two.apply();
    two.apply();
    safety.check(List.of(one, two));
    Replica three = server(2, new Entry(2, "b"));
    three.apply();
    assertThatThrownBy(() -> safety.check(List.of(three)))
        .hasMessage("server 2 has applied [b], somebody else [a, b]");
  }

  @Test
  void seesALeaderThatLacksWhatWasApplied() {
    Replica one = server(0, new Entry(1, "a"));
    one.apply();
    assertThatThrownBy(() -> safety.check(List.of(one, leader(1))))
        .hasMessage("the leader of term 1 lacks some of [a]");
  }

  private static Replica leader(int id) {
    Replica leader = server(id);
    leader.stand();
    leader.lead();
    return leader;
  }

  private static Replica server(int id, Entry... log) {
    return new Replica(id, List.of(), new Disk.Saved(0, Disk.NOBODY, List.of(log)));
  }
}
