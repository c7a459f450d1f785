package dev.goalkeeper.store.wire;

/// The coordinator tells a server who belongs to the cluster. The server keeps the list if it is
/// newer than its own, and answers with the version that it then has.
public record PushMembership(Membership membership) implements Request.ToServer {}
