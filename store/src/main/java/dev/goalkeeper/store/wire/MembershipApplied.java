package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// The version of the server list that this server goes by.
public record MembershipApplied(long version) implements Reply.ToPushMembership {
  public MembershipApplied {
    requireNotNegative("membership version", version);
  }
}
