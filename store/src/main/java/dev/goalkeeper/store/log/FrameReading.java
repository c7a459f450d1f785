package dev.goalkeeper.store.log;

import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameClaim;
import dev.goalkeeper.store.storage.FrameMetadata;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// What a frame is worth: what a block says of it and its bytes bear out. Whoever reads frames that
/// another life wrote reads them by this: a backup that starts, a recovery, `fsck`.
///
/// Of the two blocks the newer is believed if the bytes bear it out, else the older: while a frame
/// is forced the newer one may reach the disk before its bytes do, and nobody was told of it then.
/// See docs/design/0004.
public sealed interface FrameReading {
  /// Where it lies.
  Frame frame();

  /// What the newer block says, sound or not.
  FrameMetadata claimed();

  /// A replica, all of whose certified bytes verify.
  ///
  /// @param metadata what counts: what the newer block says, or what the older does
  /// @param certified the bytes that count, and no others
  record Sound(
      Frame frame, FrameMetadata claimed, FrameMetadata metadata, MemorySegment certified)
      implements FrameReading {
    /// Whether the newer block vouches for bytes that are not there. If nobody was told of them,
    /// that is what a power cut leaves behind; else the bytes are damaged.
    public boolean fellBack() {
      return !claimed.equals(metadata);
    }

    /// Whether that was so when an earlier life of a backup found it.
    public boolean hadFallenBack() {
      return !fellBack() && frame.fellBack();
    }
  }

  /// The bytes bear nothing out that the blocks say.
  ///
  /// @param offset in the segment, where they stop to verify
  /// @param why what is wrong there
  record Corrupt(Frame frame, FrameMetadata claimed, int offset, String why)
      implements FrameReading {
    /// Whether this is the first that was ever said of the replica, so that a power cut may have
    /// left it behind: of what lay here nobody was told then.
    public boolean torn() {
      return !claimed.closed() && frame.claims().size() == 1;
    }
  }

  /// An open replica of an earlier boot of the machine, of which nobody knows what reached the disk
  /// at last. It may verify, and yet end before what was acknowledged.
  record Forgotten(Frame frame, FrameMetadata claimed) implements FrameReading {}

  /// Reads a frame that holds a replica; walks all that its metadata certifies.
  static FrameReading of(Frame frame) {
    List<FrameClaim> claims = frame.claims();
    FrameMetadata newest = claims.getFirst().metadata();
    FrameReading worst = new Forgotten(frame, newest);
    for (FrameClaim claim : claims) {
      FrameReading reading = claim.reaches() ? verify(frame, newest, claim.metadata()) : worst;
      switch (reading) {
        case Sound sound -> {
          return sound;
        }
        case Corrupt corrupt -> worst = worst instanceof Corrupt ? worst : corrupt;
        case Forgotten _ -> {}
      }
    }
    return worst;
  }

  private static FrameReading verify(Frame frame, FrameMetadata newest, FrameMetadata said) {
    var walker = new EntryWalker(frame.bytes(), said.replica().master(), said.replica().segment());
    return switch (walker.verify(said.certificate())) {
      case Verdict.Corrupt damage -> new Corrupt(frame, newest, damage.offset(), damage.why());
      case Verdict.Whole _ -> sound(frame, newest, said);
      case Verdict.TornTail _ -> sound(frame, newest, said);
    };
  }

  private static Sound sound(Frame frame, FrameMetadata newest, FrameMetadata said) {
    return new Sound(
        frame, newest, said, frame.bytes().asSlice(0, said.certificate().length()));
  }
}
