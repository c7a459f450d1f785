package dev.goalkeeper.store.log;

import static dev.goalkeeper.store.log.EntryFormat.INT;
import static dev.goalkeeper.store.log.EntryFormat.LONG;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.zip.CRC32C;

/// Entries that were taken out of a log and sent elsewhere, each after the place where it lay.
/// Their checksums cover that place, so whoever reads them knows that they are what the master has
/// written, wherever they have been since.
public final class EntryParcel {
  private static final int PLACE_BYTES = Long.BYTES;

  private final ServerId master;
  private final SegmentId only;
  private final MemorySegment memory;
  private final ByteBuffer bytes;
  private final CRC32C crc = new CRC32C();
  private final EntryView view = new EntryView();
  private SegmentId segment = SegmentId.NONE;
  private PositionSeed seed;
  private int at;
  private int offset;
  private boolean damaged;
  private boolean waiting;

  /// To be read from its start.
  ///
  /// @param packed places and entries, as a [Packing] has put them together
  /// @param only the segment that they are all of, or [SegmentId#NONE]
  public EntryParcel(Bytes packed, ServerId master, SegmentId only) {
    this.master = master;
    this.only = only;
    this.seed = PositionSeed.of(master, segment);
    this.memory = packed.memory();
    // Not a view of the read-only memory: a checksum would copy that first, piece by piece.
    this.bytes = ByteBuffer.wrap(packed.array());
  }

  /// Steps to the next entry; false at the end, and where the rest is not what was sent.
  public boolean next() {
    int left = (int) memory.byteSize() - at - PLACE_BYTES;
    if (left < EntryFormat.HEADER_BYTES) {
      damaged |= memory.byteSize() != at;
      return false;
    }
    int start = at + PLACE_BYTES;
    int length = memory.get(INT, start + EntryFormat.LENGTH);
    if (length < EntryFormat.HEADER_BYTES || length > left
        || !placed(memory.get(LONG, at)) || !sound(start, length)) {
      damaged = true;
      return false;
    }
    view.at(memory, start);
    at = start + length;
    return true;
  }

  /// Hands on the entries that are left until one of them is not taken; that one comes first when
  /// this is called again.
  ///
  /// @param taker says whether it has taken an entry
  /// @return whether none is left
  public boolean handOn(Predicate<EntryView> taker) {
    while (waiting || next()) {
      waiting = !taker.test(view);
      if (waiting) {
        return false;
      }
    }
    return true;
  }

  /// The entry that the last [#next] stepped to; its own offsets are those in the parcel.
  public EntryView entry() {
    return view;
  }

  /// Where that entry lay: in this segment.
  public SegmentId segment() {
    return segment;
  }

  /// And there at this byte.
  public int offset() {
    return offset;
  }

  /// Whether the last [#next] found something else than an entry or the end.
  public boolean damaged() {
    return damaged;
  }

  private boolean placed(long place) {
    SegmentId named = EntryReference.segment(place);
    if (!named.equals(segment)) {
      segment = named;
      seed = PositionSeed.of(master, named);
    }
    offset = EntryReference.offset(place);
    return only.equals(SegmentId.NONE) || only.equals(named);
  }

  private boolean sound(int start, int length) {
    int computed = EntryChecksum.of(crc, bytes, start, start + length) ^ seed.at(offset);
    return computed == memory.get(INT, start + EntryFormat.CHECKSUM)
        && EntryType.of(memory.get(EntryFormat.BYTE, start + EntryFormat.TYPE_AND_KEY_BYTES))
            != null;
  }

  /// Puts a parcel together.
  public static final class Packing {
    private static final int FIRST_BYTES = 64 << 10;

    private final int bytesMax;
    private byte[] array;
    private int length;

    /// @param bytesMax that it may have
    public Packing(int bytesMax) {
      this.bytesMax = bytesMax;
      this.array = new byte[Math.min(bytesMax, FIRST_BYTES)];
    }

    /// Begins the next one.
    public void clear() {
      length = 0;
    }

    /// Bytes that were added.
    public int length() {
      return length;
    }

    /// Takes back what was added last.
    ///
    /// @param before what [#length] was before that
    public void cut(int before) {
      length = before;
    }

    /// Adds an entry, with the place where it lies now; false if there is no room.
    public boolean add(EntryView entry, SegmentId segment) {
      int taken = PLACE_BYTES + entry.bytes();
      if (taken > bytesMax - length) {
        return false;
      }
      grow(length + taken);
      MemorySegment target = MemorySegment.ofArray(array);
      target.set(LONG, length, EntryReference.of(segment, entry.offset()));
      MemorySegment.copy(entry.memory(), ValueLayout.JAVA_BYTE, entry.offset(),
          target, ValueLayout.JAVA_BYTE, length + PLACE_BYTES, entry.bytes());
      length += taken;
      return true;
    }

    private void grow(int wanted) {
      if (wanted > array.length) {
        array = Arrays.copyOf(array, Math.min(bytesMax, Math.max(wanted, 2 * array.length)));
      }
    }

    /// All that was added.
    public Bytes bytes() {
      return Bytes.of(Arrays.copyOf(array, length));
    }
  }
}
