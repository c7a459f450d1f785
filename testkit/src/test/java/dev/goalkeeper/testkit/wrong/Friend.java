package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;

/// Goes as soon as the one it waits for is ready; whether that is so from the start, a cell says.
final class Friend extends Task<Friend> {
  static final Clauses<Friend> C = Clauses.of(Friend.class);
  static final CellClause<Friend> READY = C.cell("ready");
  static final LinkInput<Friend, Friend> OTHER = C.link("other");
  static final Fact<Friend> OTHER_READY = C.peer("other ready", OTHER, () -> READY, false);
  static final Rules<Friend> RULES = C.rules()
      .goal ("G",                READY)
      .rule ("R", Friend::rise,  READY.not(), OTHER_READY)
      .waits("W",                READY.not(), OTHER_READY.not())
      .build();

  final Link<Friend> other = link(OTHER);
  private final Cell<Boolean> ready;
  private final String name;

  Friend(String name, boolean ready) {
    this.name = name;
    this.ready = cell(READY, ready);
  }

  @Override
  protected Rules<Friend> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  private void rise() {
    ready.set(true);
  }
}
