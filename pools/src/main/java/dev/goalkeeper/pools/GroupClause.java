package dev.goalkeeper.pools;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/// A statement about the sub-tasks of a [Group], kept as a count: reading it costs the same for
/// three members and for a million.
///
/// @param <T> the task class that declared it
/// @param <M> the class of the members
public final class GroupClause<T extends Task<T>, M extends Task<M>> extends Fact<T> {
  /// How many members must satisfy the statement, given the owner and the size of its group.
  sealed interface Quorum<T> {
    /// Every member; true of an empty group.
    record All<T>() implements Quorum<T> {}

    /// At least one member.
    record Any<T>() implements Quorum<T> {}

    /// At least as many as the owner says.
    record AtLeast<T>(ToIntFunction<T> bound) implements Quorum<T> {}
  }

  private final GroupInput<T, M> group;
  private final int slot;
  private final Supplier<? extends Literal<M>> statement;
  private final Quorum<T> quorum;

  GroupClause(
      String name,
      int index,
      GroupInput<T, M> group,
      Supplier<? extends Literal<M>> statement,
      Quorum<T> quorum) {
    super(name, index, group.wakeMask());
    this.group = group;
    this.statement = statement;
    this.quorum = quorum;
    this.slot = group.declare(this);
  }

  Literal<M> statement() {
    return statement.get();
  }

  @Override
  boolean test(T task) {
    var members = task.source(group.bit(), Group.class);
    int count = members.count(slot);
    return switch (quorum) {
      case Quorum.All<T> all -> count == members.size();
      case Quorum.Any<T> any -> count > 0;
      case Quorum.AtLeast<T> atLeast -> count >= atLeast.bound().applyAsInt(task);
    };
  }
}
