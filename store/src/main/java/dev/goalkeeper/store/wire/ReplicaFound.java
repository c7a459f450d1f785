package dev.goalkeeper.store.wire;

/// A backup tells a master that it still has a replica from an earlier life of its own. A master
/// that does without it says [Done], and frees it; one whose segment is not whole yet says
/// [Refusal#BUSY], and is to be told again.
public record ReplicaFound(ReplicaId replica) implements Request.ToReplication {}
