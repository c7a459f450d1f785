package dev.goalkeeper.store.wire;

/// What the frames of a connection named last. A connection names the same few things again and
/// again; what is the same as before is not made, nor checked, once more.
final class Recent {
  private Envelope envelope = Envelope.NONE;
  private TableId table = TableId.NONE;
  /// Some replica or other, until one was named.
  private ReplicaId replica = new ReplicaId(ServerId.of(1, 1), new SegmentId(1), 1);

  Envelope envelope(long cause, long term, long sender, long target) {
    if (envelope.cause() != cause || envelope.term() != term
        || envelope.sender().value() != sender || envelope.target().value() != target) {
      envelope = new Envelope(cause, term, new ServerId(sender), new ServerId(target));
    }
    return envelope;
  }

  TableId table(long value) {
    if (table.value() != value) {
      table = new TableId(value);
    }
    return table;
  }

  ReplicaId replica(long master, long segment, int generation) {
    if (replica.master().value() != master || replica.segment().value() != segment
        || replica.generation() != generation) {
      replica = new ReplicaId(new ServerId(master), new SegmentId(segment), generation);
    }
    return replica;
  }
}
