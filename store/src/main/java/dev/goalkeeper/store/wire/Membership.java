package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireAtMost;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;
import static dev.goalkeeper.store.wire.Limits.requireRising;

import java.util.List;

/// The whole server list at one version: level state, so that a list that was missed is made good
/// by the next.
///
/// @param version rises with each change; 0 is the empty list before the first
/// @param members in the order of their ids
public record Membership(long version, List<Member> members) implements Reply.ToGetMembership {
  /// Before anything is known.
  public static final Membership NONE = new Membership(0, List.of());

  public Membership {
    requireNotNegative("membership version", version);
    members = List.copyOf(members);
    requireAtMost("members", members.size(), Limits.MEMBERS_MAX);
    for (int i = 1; i < members.size(); i++) {
      requireRising("member", members.get(i - 1).id(), members.get(i).id());
    }
  }
}
