package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

/// How far a segment, or one replica of it, has come. Immutable.
///
/// A segment holds what is queued; each of its replicas what is sent, acknowledged and committed.
/// The four are compared with [#covers]: committed is covered by acknowledged, that by sent, that
/// by queued. A closed replica is valid in every epoch, so closed counts as an endless epoch.
///
/// @param open the header is there
/// @param bytes of the segment from its start
/// @param epoch under which the replica was last written; raised when an open replica is lost
/// @param closed the footer is there
public record Progress(boolean open, int bytes, int epoch, boolean closed) {
  /// Nothing yet.
  public static final Progress NONE = new Progress(false, 0, 0, false);

  public Progress {
    requireNotNegative("bytes", bytes);
    requireNotNegative("epoch", epoch);
  }

  /// True when this has come as far as `other` in every component.
  public boolean covers(Progress other) {
    return (open || !other.open)
        && bytes >= other.bytes
        && (closed || !other.closed)
        && reach() >= other.reach();
  }

  /// The lesser of each component.
  public Progress min(Progress other) {
    return new Progress(open && other.open, Math.min(bytes, other.bytes),
        Math.min(reach(), other.reach()) == reach() ? epoch : other.epoch, closed && other.closed);
  }

  public Progress withOpen() {
    return new Progress(true, bytes, epoch, closed);
  }

  public Progress withBytes(int count) {
    return count == bytes ? this : new Progress(open, count, epoch, closed);
  }

  public Progress withEpoch(int raised) {
    return new Progress(open, bytes, raised, closed);
  }

  public Progress withClosed(boolean footer) {
    return footer == closed ? this : new Progress(open, bytes, epoch, footer);
  }

  private int reach() {
    return closed ? Integer.MAX_VALUE : epoch;
  }
}
