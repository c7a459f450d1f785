package dev.goalkeeper.store.membership;

import dev.goalkeeper.store.wire.Member;
import java.util.List;

/// Kinds of failure domain, widest first. The replicas of a segment and its master lie in distinct
/// domains of the widest kind that the cluster has enough of.
public enum DomainWidth {
  /// What the operator has labelled: a rack, a room, a power feed. Counts only if every server has
  /// one.
  LABEL,
  /// A host.
  HOST,
  /// A process: all that a cluster on one machine has.
  PROCESS;

  /// The domain of a server.
  public String of(Member member) {
    return switch (this) {
      case LABEL -> member.domain();
      case HOST -> member.address().host();
      case PROCESS -> member.id().toString();
    };
  }

  /// How many domains of this kind these servers are in; none if one of them has no label.
  public int count(List<Member> up) {
    boolean labelled = up.stream().noneMatch(member -> of(member).isEmpty());
    return labelled ? (int) up.stream().map(this::of).distinct().count() : 0;
  }

  /// The widest kind that keeps this many replicas apart from each other and from their master.
  public static DomainWidth widest(List<Member> up, int replicas) {
    for (DomainWidth width : values()) {
      if (width.count(up) > replicas) {
        return width;
      }
    }
    return PROCESS;
  }
}
