package dev.goalkeeper.store.backup;

import static dev.goalkeeper.store.wire.Refusal.BAD_CERTIFICATE;
import static dev.goalkeeper.store.wire.Refusal.NOT_OPEN;

import dev.goalkeeper.store.log.EntryWalker;
import dev.goalkeeper.store.log.Verdict;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.WriteReplica;
import java.lang.foreign.MemorySegment;

/// One replica in its frame.
///
/// `length` bytes are present and never change; the certified prefix of them is published. A write
/// that is refused leaves both where they were.
final class HeldReplica {
  private final Frame frame;
  private final boolean adopted;
  private final EntryWalker walker;
  private FrameMetadata published;
  private int length;

  /// A replica that was in the frame already. Its certified bytes are all that is known of it; they
  /// are walked again before anything more is certified.
  static HeldReplica adopt(Frame frame, FrameMetadata found) {
    return new HeldReplica(frame, found, true);
  }

  /// A replica without bytes, not published yet.
  static HeldReplica begin(Frame frame, WriteReplica opening) {
    FrameMetadata nothing = new FrameMetadata(
        opening.replica(), opening.epoch(), Certificate.NONE, false, false);
    return new HeldReplica(frame, nothing, false);
  }

  private HeldReplica(Frame frame, FrameMetadata published, boolean adopted) {
    ReplicaId replica = published.replica();
    this.frame = frame;
    this.adopted = adopted;
    this.walker = new EntryWalker(frame.bytes(), replica.master(), replica.segment());
    this.published = published;
    this.length = published.certificate().length();
  }

  Frame frame() {
    return frame;
  }

  ReplicaId replica() {
    return published.replica();
  }

  boolean closed() {
    return published.closed();
  }

  boolean complete() {
    return published.complete();
  }

  boolean adopted() {
    return adopted;
  }

  /// Takes in a write to this very replica, whichever step it is.
  Reply.ToCommand write(WriteReplica write) {
    if (write.offset() > length) {
      return refused(NOT_OPEN, "a gap before byte " + write.offset());
    }
    if (closed()) {
      return write.end() <= length ? new Done() : refused(NOT_OPEN, "closed");
    }
    if (write.closes() && write.end() < length) {
      return refused(BAD_CERTIFICATE, "a close at byte " + write.end());
    }
    if (!agrees(write)) {
      return refused(BAD_CERTIFICATE, "other bytes than before at byte " + write.offset());
    }
    copyNewBytes(write);
    return certifies(write) ? advance(write) : refused(BAD_CERTIFICATE, "a wrong certificate over "
        + write.certificate().length() + " bytes");
  }

  /// Published for the first time even if nothing is certified, so that a restart finds the frame
  /// in use.
  void publish() {
    frame.publish(published);
  }

  private boolean agrees(WriteReplica write) {
    int overlapEnd = Math.min(write.end(), length);
    return MemorySegment.mismatch(write.data(), 0, overlapEnd - write.offset(),
        frame.bytes(), write.offset(), overlapEnd) < 0;
  }

  private void copyNewBytes(WriteReplica write) {
    if (write.end() > length) {
      frame.write(length, write.data().asSlice(length - write.offset()));
    }
  }

  /// True if the certificate holds, or lies behind what is certified already. It is then no news.
  private boolean certifies(WriteReplica write) {
    Certificate certificate = write.certificate();
    if (certificate.length() < published.certificate().length()) {
      return true;
    }
    return certificate.equals(published.certificate())
        || walker.verify(certificate) instanceof Verdict.Whole;
  }

  private Reply.ToCommand advance(WriteReplica write) {
    length = Math.max(length, write.end());
    Certificate certificate = published.certificate().length() < write.certificate().length()
        ? write.certificate() : published.certificate();
    FrameMetadata next = new FrameMetadata(
        replica(), Math.max(published.epoch(), write.epoch()), certificate, write.closes(),
        certificate.exists());
    if (!next.equals(published)) {
      published = next;
      publish();
    }
    return new Done();
  }

  private Refused refused(Refusal reason, String what) {
    return new Refused(reason, what + ": replica " + replica() + " has " + length + " bytes, "
        + published.certificate().length() + " certified" + (closed() ? ", closed" : ""));
  }
}
