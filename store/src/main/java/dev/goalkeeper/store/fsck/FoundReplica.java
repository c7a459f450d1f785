package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.storage.FrameMetadata;
import java.lang.foreign.MemorySegment;

/// A complete replica whose certified bytes all verify.
///
/// @param directory where it is
/// @param place the frame in that directory, in words
/// @param certified the bytes that count, and no others
record FoundReplica(int directory, String place, FrameMetadata metadata, MemorySegment certified) {
  int length() {
    return (int) certified.byteSize();
  }

  /// Whether what both certify is the same.
  boolean agrees(FoundReplica other) {
    long common = Math.min(length(), other.length());
    return MemorySegment.mismatch(certified, 0, common, other.certified, 0, common) < 0;
  }
}
