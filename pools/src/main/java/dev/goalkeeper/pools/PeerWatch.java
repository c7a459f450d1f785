package dev.goalkeeper.pools;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A peer clause at work: the statement about whatever the link leads to now.
final class PeerWatch extends Watch {
  private final PeerClause<?> clause;
  private @Nullable Outlet<?> outlet;

  PeerWatch(Task<?> owner, PeerClause<?> clause) {
    super(owner, clause.bit());
    this.clause = clause;
  }

  boolean holds() {
    Outlet<?> watched = outlet;
    return watched == null ? clause.absent() : watched.value();
  }

  Optional<Task<?>> peer() {
    Outlet<?> watched = outlet;
    return watched == null ? Optional.empty() : Optional.of(watched.task());
  }

  void point(@Nullable Task<?> peer) {
    Outlet<?> old = outlet;
    if (old != null) {
      old.remove(this);
    }
    outlet = peer == null ? null : peer.outlet(clause.statement());
    if (outlet != null) {
      outlet.add(this);
    }
    changed();
  }

  @Override
  void turned(boolean now) {
    changed();
  }
}
