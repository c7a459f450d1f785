package dev.goalkeeper.pools;

import java.util.ArrayList;
import java.util.List;

/// Declares a [Link] to another task of the same pool.
///
/// @param <T> the task class that declared it
/// @param <P> the class of the peer
public final class LinkInput<T extends Task<T>, P extends Task<P>> extends Input<T> {
  private final List<PeerClause<T>> peers = new ArrayList<>();

  LinkInput(String name, int bit) {
    super(name, bit);
  }

  void declare(PeerClause<T> clause) {
    peers.add(clause);
  }

  List<PeerClause<T>> peers() {
    return peers;
  }
}
