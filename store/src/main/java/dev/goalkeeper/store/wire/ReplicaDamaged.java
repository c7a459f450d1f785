package dev.goalkeeper.store.wire;

/// A backup tells a master that a replica is not what it was any more: the disk has not kept it.
/// The backup has given it up; whoever is told twice does nothing more.
public record ReplicaDamaged(ReplicaId replica) implements Request.ToReplication {}
