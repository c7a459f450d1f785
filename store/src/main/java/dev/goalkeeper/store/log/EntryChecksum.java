package dev.goalkeeper.store.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The CRC32C of an entry's bytes after its checksum, before the position is folded in.
///
/// Through a `ByteBuffer` view of off-heap memory, which is the only form that reaches the
/// processor's instruction without a copy.
final class EntryChecksum {
  private EntryChecksum() {}

  static int of(CRC32C crc, ByteBuffer bytes, int start, int end) {
    bytes.limit(end).position(start + EntryFormat.LENGTH);
    crc.reset();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
