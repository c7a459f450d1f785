package dev.goalkeeper.examples.reactions;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;

/// A machine as others know it: up or not.
final class Node extends Task<Node> {
  static final Clauses<Node> C = Clauses.of(Node.class);
  static final CellClause<Node> UP = C.cell("up");
  static final Rules<Node> RULES = C.rules().goal("G0", UP).goal("G1", UP.not()).build();

  private final Cell<Boolean> up = cell(UP, true);
  private final String name;

  Node(String name) {
    this.name = name;
  }

  @Override
  protected Rules<Node> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  Cell<Boolean> up() {
    return up;
  }
}
