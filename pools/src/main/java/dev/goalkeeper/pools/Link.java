package dev.goalkeeper.pools;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Leads from a task to a peer in the same pool, or nowhere. Peer clauses look through it. When the
/// peer leaves the pool the link leads nowhere. For the pool's thread only.
///
/// @param <P> the class of the peer
public final class Link<P extends Task<P>> extends Source {
  private final String name;
  private final List<PeerWatch> watches;
  private @Nullable P target;
  private int place;

  Link(Task<?> owner, LinkInput<?, P> input, List<PeerWatch> watches) {
    super(owner, input.bit());
    this.name = input.name();
    this.watches = watches;
  }

  /// Where it leads.
  public Optional<P> target() {
    return Optional.ofNullable(target);
  }

  /// The peer.
  ///
  /// @throws IllegalStateException if it leads nowhere
  public P get() {
    P peer = target;
    if (peer == null) {
      // Not the owner's name: that may well be made from this link.
      throw new IllegalStateException(
          "'" + name + "' of a " + owner().getClass().getSimpleName() + " leads nowhere");
    }
    return peer;
  }

  /// True if it leads somewhere.
  public boolean present() {
    return target != null;
  }

  /// Makes it lead to a peer, which may join the pool later.
  ///
  /// @throws IllegalArgumentException if the peer is in another pool, or was retired
  public void set(P peer) {
    point(peer);
  }

  /// Makes it lead nowhere.
  public void clear() {
    point(null);
  }

  /// Where it stands among the links that lead to its target.
  int place() {
    return place;
  }

  void place(int index) {
    place = index;
  }

  private void point(@Nullable P peer) {
    owner().assertThread();
    if (target == peer) {
      return;
    }
    if (peer != null) {
      peer.assertReachable(owner());
    }
    P old = target;
    if (old != null) {
      old.unlinkedFrom(this);
    }
    target = peer;
    if (peer != null) {
      peer.linkedFrom(this);
    }
    for (int i = 0; i < watches.size(); i++) {
      watches.get(i).point(peer);
    }
    changed();
  }
}
