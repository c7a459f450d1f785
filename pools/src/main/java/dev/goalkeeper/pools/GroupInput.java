package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;

/// Declares a [Group] of sub-tasks. The clauses stated over it are counted as members change.
///
/// @param <T> the task class that declared it
/// @param <M> the class of the members
public final class GroupInput<T extends Task<T>, M extends Task<M>> extends Input<T> {
  private final List<GroupClause<T, M>> clauses = new ArrayList<>();

  GroupInput(String name, int bit) {
    super(name, bit);
  }

  int declare(GroupClause<T, M> clause) {
    clauses.add(clause);
    return clauses.size() - 1;
  }

  List<GroupClause<T, M>> clauses() {
    return clauses;
  }
}
