package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;

/// A master's word about a prefix of a segment: that it is whole, and what its checksum is.
///
/// A replica is worth exactly its certified prefix. Bytes beyond it may have arrived, but nobody
/// has vouched for them, and recovery leaves them out.
///
/// @param length of the prefix in bytes
/// @param checksum CRC32C over the entry checksums of the prefix, in order
public record Certificate(int length, int checksum) {
  /// Nothing is certified: the chunk that carries it does not reach the end of an entry.
  public static final Certificate NONE = new Certificate(0, 0);

  public Certificate {
    require(length >= 0, "bytes of a certificate", length);
    requireAtMost("certified bytes", length, Limits.SEGMENT_BYTES_MAX);
    require(length > 0 || checksum == 0, "a checksum of nothing");
  }

  public boolean exists() {
    return length > 0;
  }
}
