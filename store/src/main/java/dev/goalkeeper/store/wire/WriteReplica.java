package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;
import static dev.goalkeeper.store.wire.Limits.requireNotNegative;

import java.lang.foreign.MemorySegment;

/// A master writes to one replica of one of its segments. Sending it again changes nothing.
///
/// To send: `data` is a slice of the master's log, copied from there straight into the outgoing
/// frame by the call that sends it, and not looked at afterwards. To receive: `data` is a read-only
/// view of the incoming frame, **valid only until the receiver returns**; who needs it longer
/// copies it.
///
/// @param epoch under which the segment is written; it rises when an open replica of it is lost
/// @param offset in the segment at which `data` begins
/// @param certificate over the segment up to some end within what is sent so far, or
///     [Certificate#NONE]
public record WriteReplica(ReplicaId replica, Step step, int epoch, int offset, MemorySegment data,
    Certificate certificate) implements Request.ToBackup {

  /// What the write does beside carrying data.
  public enum Step {
    /// Makes the replica; carries the segment's opening, certified.
    OPEN(1),
    /// Makes a replacement for a lost replica; recovery does not see it before its first
    /// certificate.
    OPEN_REPLACEMENT(2),
    /// Extends the replica, or only raises its epoch or its certificate.
    EXTEND(3),
    /// Ends it: the certificate covers the whole segment, and nothing follows.
    CLOSE(4);

    private final int code;

    Step(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Step of(int code) {
      return switch (code) {
        case 1 -> OPEN;
        case 2 -> OPEN_REPLACEMENT;
        case 3 -> EXTEND;
        case 4 -> CLOSE;
        default -> throw new Malformed("unknown step of a replica write: " + code);
      };
    }
  }

  public WriteReplica {
    requireNotNegative("epoch", epoch);
    requireNotNegative("offset", offset);
    requireAtMost("chunk bytes", data.byteSize(), Limits.CHUNK_BYTES_MAX);
    requireAtMost("segment bytes", offset + data.byteSize(), Limits.SEGMENT_BYTES_MAX);
    requireAtMost("certified bytes", certificate.length(), offset + data.byteSize());
    require(!opens(step) || offset == 0, "an opening at offset", offset);
    require(step != Step.OPEN || certificate.exists(), "an opening without a certificate");
    require(step != Step.CLOSE || certificate.length() == offset + data.byteSize(),
        "a close that does not certify the end");
  }

  /// The first write to its replica.
  public boolean opens() {
    return opens(step);
  }

  /// The last write to its replica.
  public boolean closes() {
    return step == Step.CLOSE;
  }

  /// Where `data` ends in the segment.
  public int end() {
    return offset + (int) data.byteSize();
  }

  private static boolean opens(Step step) {
    return step == Step.OPEN || step == Step.OPEN_REPLACEMENT;
  }
}
