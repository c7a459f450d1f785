package dev.goalkeeper.examples.reactions;

import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import java.util.List;

/// A lock that some node holds: the second reaction, added when the first was long in use.
final class Lock extends Task<Lock> {
  static final Clauses<Lock> C = Clauses.of(Lock.class);
  static final Input<Lock> NODES = C.value("nodes");
  static final LinkInput<Lock, Node> HOLDER = C.link("holder");
  static final Fact<Lock> HELD = C.fact("held", lock -> lock.holder.present(), HOLDER);
  static final Fact<Lock> UP = C.peer("holder up", HOLDER, () -> Node.UP, false);
  static final Fact<Lock> ANY = C.fact("any node", lock -> !lock.nodes.get().isEmpty(), NODES);

  static final Rules<Lock> RULES = C.rules()
      .given(HELD.not())
        .rule ("L1", Lock::grant,   ANY)
        .waits("W1",                ANY.not())
      .given(HELD)
        .rule ("F2", Lock::release, UP.not())
        .goal ("G",                 UP)
      .build();

  static final Words WORDS = Words.of(Lock.class, """
      L1 free: give it to the node that joined last
      F2 its holder has died: it is free""");

  private final Cell<List<Node>> nodes;
  private final Link<Node> holder = link(HOLDER);

  Lock(Cell<List<Node>> nodes) {
    this.nodes = watch(NODES, nodes);
  }

  @Override
  protected Rules<Lock> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "lock";
  }

  Link<Node> holder() {
    return holder;
  }

  private void grant() {
    holder.set(nodes.get().getLast());
  }

  private void release() {
    holder.clear();
  }
}
