package dev.goalkeeper.store.wire;

/// Asks who belongs to the cluster.
public record GetMembership() implements Request.ToCoordinator {}
