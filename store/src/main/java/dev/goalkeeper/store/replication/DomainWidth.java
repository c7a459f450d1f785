package dev.goalkeeper.store.replication;

import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.wire.Member;
import java.util.HashSet;
import java.util.List;

/// Kinds of failure domain, widest first.
enum DomainWidth {
  /// What the operator has labelled: a rack, a room, a power feed.
  LABEL,
  /// A host.
  HOST,
  /// A process: all that a cluster on one machine has.
  PROCESS;

  /// The domain of a backup.
  String of(Peer peer) {
    return switch (this) {
      case LABEL -> peer.domain();
      case HOST -> peer.address().host();
      case PROCESS -> peer.address().toString();
    };
  }

  /// The domain of a member.
  String of(Member member) {
    return switch (this) {
      case LABEL -> member.domain();
      case HOST -> member.address().host();
      case PROCESS -> member.address().toString();
    };
  }

  /// The widest kind of which there are enough domains beside the master's own. Labels count only
  /// if every server has one.
  static DomainWidth widest(List<Peer> up, Member own, int replicas) {
    for (DomainWidth width : values()) {
      var domains = new HashSet<String>();
      boolean labelled = width != LABEL || !own.domain().isEmpty();
      for (Peer peer : up) {
        domains.add(width.of(peer));
        labelled &= !width.of(peer).isEmpty();
      }
      domains.remove(width.of(own));
      if (labelled && domains.size() >= replicas) {
        return width;
      }
    }
    return PROCESS;
  }
}
