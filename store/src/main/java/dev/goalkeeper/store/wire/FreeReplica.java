package dev.goalkeeper.store.wire;

/// A master gives up a replica: its backup takes the frame back and refuses whatever else arrives
/// for that replica. Freeing one that is not there is done already.
public record FreeReplica(ReplicaId replica) implements Request.ToBackup {}
