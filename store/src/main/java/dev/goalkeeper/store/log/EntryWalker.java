package dev.goalkeeper.store.log;

import static dev.goalkeeper.store.log.EntryFormat.INT;
import static dev.goalkeeper.store.log.EntryFormat.LONG;

import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// Walks the entries of a segment's bytes, wherever they came from, and believes nothing.
///
/// Every entry is checked before it is shown: its length, type and place in the segment, and its
/// checksum against the master, segment and offset it must have. The walker keeps the certificate
/// of what it has passed, so bytes can be checked as they arrive: [#verify] goes on where it
/// stopped, and does not move when it refuses.
///
/// The bytes may change under it only beyond [#offset]. One walker belongs to one thread.
public final class EntryWalker {
  private final ServerId master;
  private final SegmentId segment;
  private final PositionSeed seed;
  private final MemorySegment memory;
  private final ByteBuffer bytes;
  private final CRC32C crc = new CRC32C();
  private final EntryView view = new EntryView();
  private int offset;
  private int chain = ChecksumChain.EMPTY;
  private int checksum;
  private String why = "";

  /// At the start of what should be the bytes of that master's segment.
  public EntryWalker(MemorySegment memory, ServerId master, SegmentId segment) {
    this.master = master;
    this.segment = segment;
    this.seed = PositionSeed.of(master, segment);
    this.memory = memory;
    this.bytes = memory.asByteBuffer();
  }

  /// In the middle of them, where an entry begins. Entries are checked one by one as ever; the
  /// certificate says nothing, since it would have to begin at the start.
  public static EntryWalker from(
      MemorySegment memory, ServerId master, SegmentId segment, int offset) {
    var walker = new EntryWalker(memory, master, segment);
    walker.offset = offset;
    return walker;
  }

  /// Steps over the next entry, if one verifies and ends at or before `limit`. Otherwise stays, and
  /// [#why] tells more.
  public boolean next(int limit) {
    why = offset < limit ? reject(Math.min(limit, bytes.capacity())) : "";
    if (offset >= limit || !why.isEmpty()) {
      return false;
    }
    view.at(memory, offset);
    chain = ChecksumChain.extend(chain, checksum);
    offset = view.end();
    return true;
  }

  /// The entry that the last [#next] stepped over.
  public EntryView entry() {
    return view;
  }

  /// How far the bytes have verified.
  public int offset() {
    return offset;
  }

  /// The certificate of the bytes that have verified.
  public Certificate certificate() {
    return new Certificate(offset, chain);
  }

  /// Why the last [#next] did not step: empty when it had reached its limit.
  public String why() {
    return why;
  }

  /// Checks bytes up to a certificate, from where the walker stands: [Verdict.Whole], and the
  /// walker stands at the certificate's end; or [Verdict.Corrupt], and it stands where it stood.
  public Verdict verify(Certificate certified) {
    int offsetBefore = offset;
    int chainBefore = chain;
    Verdict verdict = walkTo(certified);
    if (verdict instanceof Verdict.Corrupt) {
      offset = offsetBefore;
      chain = chainBefore;
    }
    return verdict;
  }

  /// Checks bytes up to a certificate and then as far as entries go on: what lies beyond the
  /// certificate can be torn, never corrupt.
  public Verdict scan(Certificate certified) {
    Verdict verdict = verify(certified);
    if (verdict instanceof Verdict.Corrupt) {
      return verdict;
    }
    int limit = bytes.capacity();
    walk(limit);
    return offset == limit
        ? new Verdict.Whole(certificate())
        : new Verdict.TornTail(certificate(), why);
  }

  private Verdict walkTo(Certificate certified) {
    if (certified.length() < offset) {
      return corrupt("the certificate ends before what has verified");
    }
    walk(certified.length());
    if (offset < certified.length()) {
      return corrupt(why);
    }
    if (chain != certified.checksum()) {
      return corrupt("the entries verify, but not the certificate over them");
    }
    return new Verdict.Whole(certified);
  }

  private void walk(int limit) {
    boolean stepped = true;
    while (stepped) {
      stepped = next(limit);
    }
  }

  private Verdict.Corrupt corrupt(String because) {
    return new Verdict.Corrupt(certificate(), because);
  }

  /// Why there is no sound entry at `offset` that ends by `limit`; empty if there is.
  private String reject(int limit) {
    if (limit - offset < EntryFormat.HEADER_BYTES) {
      return "too few bytes for an entry";
    }
    int length = memory.get(INT, offset + EntryFormat.LENGTH);
    if (length < EntryFormat.HEADER_BYTES || length > limit - offset) {
      return "no entry has this length: " + length;
    }
    checksum = memory.get(INT, offset + EntryFormat.CHECKSUM);
    int computed = EntryChecksum.of(crc, bytes, offset, offset + length) ^ seed.at(offset);
    if (computed != checksum) {
      return "an entry fails its checksum: damaged, or written to the wrong place";
    }
    return rejectContent(length);
  }

  /// A checksum says that the bytes are those that were written; this, that they make sense.
  private String rejectContent(int length) {
    EntryType type =
        EntryType.of(memory.get(EntryFormat.BYTE, offset + EntryFormat.TYPE_AND_KEY_BYTES));
    if (type == null) {
      return "an entry of a type that this version does not know";
    }
    int keyBytes = memory.get(INT, offset + EntryFormat.TYPE_AND_KEY_BYTES) >>> 8;
    if (keyBytes > length - type.leastBytes()) {
      return "an entry too short for its key";
    }
    boolean sound =
        switch (type) {
          case SEGMENT_HEADER -> offset == 0 && headerSound(length);
          case DIGEST -> offset == SegmentHeader.BYTES && digestSound(length);
          case OBJECT, TOMBSTONE -> offset > SegmentHeader.BYTES;
          case VERSION_FLOOR ->
              offset > SegmentHeader.BYTES && length == EntryType.VERSION_FLOOR.leastBytes();
          case RESULT -> offset > SegmentHeader.BYTES && resultSound(length);
        };
    return sound ? "" : "a misplaced or senseless " + type;
  }

  private boolean headerSound(int length) {
    return length == SegmentHeader.BYTES
        && memory.get(LONG, EntryFormat.MASTER) == master.value()
        && memory.get(LONG, EntryFormat.SEGMENT) == segment.value()
        && memory.get(INT, EntryFormat.CAPACITY) > 0;
  }

  private boolean resultSound(int length) {
    long sequence = memory.get(LONG, offset + EntryFormat.SEQUENCE);
    long acknowledged = memory.get(LONG, offset + EntryFormat.ACKNOWLEDGED);
    return length == EntryType.RESULT.leastBytes()
        && memory.get(LONG, offset + EntryFormat.CLIENT) > 0
        && acknowledged >= 0 && acknowledged < sequence
        && Effect.Kind.known(memory.get(EntryFormat.BYTE, offset + EntryFormat.EFFECT));
  }

  private boolean digestSound(int length) {
    if ((length - EntryFormat.MEMBERS) % Long.BYTES != 0) {
      return false;
    }
    long previous = 0;
    for (int at = offset + EntryFormat.MEMBERS; at < offset + length; at += Long.BYTES) {
      long member = memory.get(LONG, at);
      if (member <= previous) {
        return false;
      }
      previous = member;
    }
    return previous == segment.value();
  }
}
