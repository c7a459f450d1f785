package dev.goalkeeper.pools;

import java.util.function.Supplier;

/// A statement about the task that a [Link] leads to. The peer wakes this task when it changes.
///
/// @param <T> the task class that declared it
public final class PeerClause<T extends Task<T>> extends Fact<T> {
  private final int bit;
  private final Supplier<? extends Literal<?>> statement;
  private final boolean absent;

  <P extends Task<P>> PeerClause(
      String name, int index, int bit, LinkInput<T, P> link, PeerStatement<P> peer) {
    super(name, index, 1L << bit | link.wakeMask());
    this.bit = bit;
    this.statement = peer.statement();
    this.absent = peer.absent();
  }

  /// What is said of the peer, and what holds without one. The statement is given as a supplier
  /// because two task classes may state facts about each other.
  record PeerStatement<P extends Task<P>>(
      Supplier<? extends Literal<P>> statement, boolean absent) {}

  int bit() {
    return bit;
  }

  Literal<?> statement() {
    return statement.get();
  }

  boolean absent() {
    return absent;
  }

  @Override
  boolean test(T task) {
    return task.source(bit, PeerWatch.class).holds();
  }
}
