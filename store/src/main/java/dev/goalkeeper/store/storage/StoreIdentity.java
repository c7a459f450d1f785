package dev.goalkeeper.store.storage;

import java.nio.charset.StandardCharsets;

/// What a directory of frames belongs to. It is written once, into the superblock.
///
/// @param cluster name of the cluster, at most 255 bytes
/// @param segmentBytes room for a segment in each frame
public record StoreIdentity(String cluster, int segmentBytes) {
  static final int CLUSTER_BYTES_MAX = 255;

  /// Checks the bounds.
  public StoreIdentity {
    int nameBytes = cluster.getBytes(StandardCharsets.UTF_8).length;
    if (nameBytes == 0 || nameBytes > CLUSTER_BYTES_MAX) {
      throw new IllegalArgumentException("a cluster's name has 1 to 255 bytes, not " + nameBytes);
    }
    if (segmentBytes <= 0) {
      throw new IllegalArgumentException("segments of " + segmentBytes + " bytes");
    }
  }
}
