package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;

/// Follows a number that others write. The wrong one reads a number that is not its source of
/// change, so nothing wakes it.
public final class Follower extends Task<Follower> {
  static final Clauses<Follower> C = Clauses.of(Follower.class);
  static final Input<Follower> LEADER = C.value("leader");
  static final Fact<Follower> BEHIND =
      C.fact("behind", follower -> follower.followed < follower.leader.get(), LEADER);

  static final Rules<Follower> RULES = C.rules()
      .rule ("R1", Follower::follow,  BEHIND)
      .goal ("G",                     BEHIND.not())
      .build();

  private final Cell<Integer> leader;
  private int followed;

  public Follower(Cell<Integer> leader, boolean right) {
    this.leader = leader;
    watch(LEADER, right ? leader : new Cell<>(0));
  }

  @Override
  protected Rules<Follower> rules() {
    return RULES;
  }

  private void follow() {
    followed = leader.get();
  }
}
