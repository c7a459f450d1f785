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
import org.jspecify.annotations.Nullable;

/// One replica in its frame.
///
/// `length` bytes are present and never change; the certified prefix of them is what is known to be
/// sound, and gets published: at once, or as a force begins that the answer waits for. A write that
/// is refused leaves all of it where it was.
final class HeldReplica {
  private final Frame frame;
  private final boolean adopted;

  /// Keeps the certificate of what it has passed; made with the first that is to be verified, and
  /// there until the last was: most replicas are closed, and stay.
  private @Nullable EntryWalker walker;

  private FrameMetadata known;
  private int length;
  private boolean unpublished;
  private boolean unforced;
  private boolean beingForced;
  private boolean sealed;
  private boolean dropped;

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

  private HeldReplica(Frame frame, FrameMetadata known, boolean adopted) {
    this.frame = frame;
    this.adopted = adopted;
    this.known = known;
    this.unpublished = !adopted;
    this.sealed = adopted && known.closed() && frame.sealed();
    this.unforced = owesSeal();
    this.length = known.certificate().length();
  }

  /// What a replica says of itself at one moment; the bytes it speaks of never change.
  ///
  /// @param settled whether both metadata blocks say it, for good
  record Claim(Frame frame, FrameMetadata metadata, boolean settled) {
    /// Whether the disk bears it out. Reads all of it; for any thread.
    boolean holds() {
      ReplicaId replica = metadata.replica();
      var fresh = new EntryWalker(frame.bytes(), replica.master(), replica.segment());
      return fresh.verify(metadata.certificate()) instanceof Verdict.Whole
          && !(settled && frame.damaged());
    }
  }

  Claim claim() {
    return new Claim(frame, known, sealed && forced());
  }

  Frame frame() {
    return frame;
  }

  ReplicaId replica() {
    return known.replica();
  }

  /// What is known to be sound.
  FrameMetadata known() {
    return known;
  }

  boolean closed() {
    return known.closed();
  }

  boolean complete() {
    return known.complete();
  }

  boolean adopted() {
    return adopted;
  }

  int length() {
    return length;
  }

  /// Whether it is final, and only one block says so. Of one that was found so, nobody knows
  /// whether it is on the disk.
  boolean owesSeal() {
    return closed() && !sealed;
  }

  /// Whether its frame is given back.
  boolean dropped() {
    return dropped;
  }

  void drop() {
    dropped = true;
  }

  /// Whether all of it is on the disk.
  boolean forced() {
    return !unforced && !beingForced;
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
      return cutOff("other bytes than before at byte " + write.offset());
    }
    copyNewBytes(write);
    return certifies(write) ? advance(write)
        : cutOff("a wrong certificate over " + write.certificate().length() + " bytes");
  }

  /// Some byte was damaged on its way, now or earlier. All that nobody has certified goes, so that
  /// it can be sent again from there.
  private Refused cutOff(String what) {
    Refused refused = refused(BAD_CERTIFICATE, what);
    length = known.certificate().length();
    return refused;
  }

  /// Publishes what is known, if that is news. Also for the first time, when nothing is certified,
  /// so that a restart finds the frame in use.
  void publish() {
    if (unpublished) {
      unpublished = false;
      frame.publish(known);
    }
  }

  /// The frame is about to be forced: publishes what has not been, in one block. The other is on
  /// the disk already and vouches for less, or for nothing.
  void beginForce() {
    unforced = false;
    beingForced = true;
    if (unpublished) {
      unpublished = false;
      frame.publishToForce(known);
    }
  }

  /// The frame is on the disk as it was when the force began.
  ///
  /// @return true if that was final, so that the other block says so now and is to be forced too
  boolean endForce() {
    beingForced = false;
    boolean seals = owesSeal() && !unpublished;
    if (seals) {
      sealed = true;
      unforced = true;
      frame.seal();
    }
    return seals;
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
    if (certificate.length() < known.certificate().length()) {
      return true;
    }
    return certificate.equals(known.certificate())
        || walker().verify(certificate) instanceof Verdict.Whole;
  }

  private EntryWalker walker() {
    EntryWalker made = walker;
    if (made == null) {
      made = new EntryWalker(frame.bytes(), replica().master(), replica().segment());
      walker = made;
    }
    return made;
  }

  private Reply.ToCommand advance(WriteReplica write) {
    unforced |= write.end() > length;
    length = Math.max(length, write.end());
    Certificate certificate = known.certificate().length() < write.certificate().length()
        ? write.certificate() : known.certificate();
    FrameMetadata next = new FrameMetadata(
        replica(), Math.max(known.epoch(), write.epoch()), certificate, write.closes(),
        certificate.exists());
    if (!next.equals(known)) {
      known = next;
      unpublished = true;
      walker = known.closed() ? null : walker;
    }
    unforced |= unpublished;
    return new Done();
  }

  private Refused refused(Refusal reason, String what) {
    return new Refused(reason, what + ": replica " + replica() + " has " + length + " bytes, "
        + known.certificate().length() + " certified" + (closed() ? ", closed" : ""));
  }
}
