package dev.goalkeeper.store.wire;

/// What the frames of a connection named last. A connection names the same few things again and
/// again; what is the same as before is not made, nor checked, once more.
final class Recent {
  /// Longer keys and values are made anew each time: what a connection keeps stays small.
  static final int KEPT_BYTES_MAX = 4 << 10;

  private Envelope envelope = Envelope.NONE;
  private TableId table = TableId.NONE;
  private Bytes key = Bytes.EMPTY;
  private Bytes value = Bytes.EMPTY;

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

  /// To be filled with a key of that length: the one before, which nobody looks at any more, if it
  /// was as long.
  Bytes key(int length) {
    Bytes fitting = fitting(key, length);
    key = kept(fitting);
    return fitting;
  }

  /// The same for a value.
  Bytes value(int length) {
    Bytes fitting = fitting(value, length);
    value = kept(fitting);
    return fitting;
  }

  ReplicaId replica(long master, long segment, int generation) {
    if (replica.master().value() != master || replica.segment().value() != segment
        || replica.generation() != generation) {
      replica = new ReplicaId(new ServerId(master), new SegmentId(segment), generation);
    }
    return replica;
  }

  private static Bytes fitting(Bytes last, int length) {
    return length == last.length() ? last : Bytes.of(new byte[length]);
  }

  private static Bytes kept(Bytes bytes) {
    return bytes.length() > KEPT_BYTES_MAX ? Bytes.EMPTY : bytes;
  }
}
