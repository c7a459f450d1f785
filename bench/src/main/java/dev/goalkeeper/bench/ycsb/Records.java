package dev.goalkeeper.bench.ycsb;

import dev.goalkeeper.store.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/// Records as bytes, in a form that shows whether what is read is what was written: a value has its
/// record's number, a stamp of whoever wrote it, filling, and a checksum over all of that.
///
/// One value stands for the ten fields of a hundred bytes of a YCSB record: updates write it whole.
final class Records {
  /// Number, stamp and checksum.
  static final int VALUE_BYTES_MIN = Long.BYTES + Long.BYTES + Integer.BYTES;

  private static final int OFFSETS = 256;
  private static final long SEED = 1;

  private final int valueBytes;
  private final byte[] filling;

  Records(int valueBytes) {
    if (valueBytes < VALUE_BYTES_MIN) {
      throw new IllegalArgumentException("too small to be told from others: " + valueBytes);
    }
    this.valueBytes = valueBytes;
    this.filling = new byte[valueBytes + OFFSETS];
    new SplittableRandom(SEED).nextBytes(filling);
  }

  /// As YCSB names them, so that keys that were inserted one after the other lie anywhere.
  Bytes key(long number) {
    return Bytes.utf8("user" + Fnv.hash(number));
  }

  /// @param stamp which of the values of that record it is
  Bytes value(long number, long stamp) {
    var bytes = ByteBuffer.allocate(valueBytes).putLong(number).putLong(stamp);
    bytes.put(filling, Math.floorMod(stamp, OFFSETS), valueBytes - VALUE_BYTES_MIN);
    bytes.putInt(checksum(bytes.array()));
    return Bytes.of(bytes.array());
  }

  /// Whether that is a value of the record of that key, whole.
  boolean fits(Bytes key, Bytes value) {
    if (value.length() != valueBytes) {
      return false;
    }
    var bytes = ByteBuffer.wrap(value.array());
    return key(bytes.getLong()).equals(key)
        && bytes.getInt(valueBytes - Integer.BYTES) == checksum(value.array());
  }

  private int checksum(byte[] value) {
    var crc = new CRC32C();
    crc.update(value, 0, valueBytes - Integer.BYTES);
    return (int) crc.getValue();
  }
}
