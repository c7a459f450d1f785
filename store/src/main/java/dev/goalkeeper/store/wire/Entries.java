package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireAtMost;

/// Entries of a segment, each after the place where it lies in the log, which its checksum covers:
/// eight bytes, little-endian, and then the entry as the log has it.
///
/// @param next where to go on
/// @param last whether nothing comes after that
/// @param bytes places and entries, one after the other
public record Entries(int next, boolean last, Bytes bytes) implements Reply.ToFetchEntries {
  public Entries {
    require(next > 0, "the end of what was looked at", next);
    requireAtMost("segment bytes", next, Limits.SEGMENT_BYTES_MAX);
    requireAtMost("bytes of entries", bytes.length(), Limits.ENTRIES_BYTES_MAX);
  }
}
