package dev.goalkeeper.store.server;

import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Limits;
import java.util.List;

/// What a server is told by whoever starts it; the rest it hears from its coordinator.
///
/// @param cluster its name, which must be the coordinator's too
/// @param coordinators where they listen; one of them leads
/// @param domain the label of the server's failure domain, or empty for none
/// @param diskBytes the most that replicas of other masters' segments take on disk
/// @param memoryBytes the most that its own objects and their index take in memory
/// @param indexBytes of the memory, the most that the index takes
public record ServerOptions(
    String cluster, List<Address> coordinators, String domain, long diskBytes,
    long memoryBytes, long indexBytes) {
  /// Of the memory, one part in so many is for the index: thirty bytes for each object of a hundred
  /// bytes and more, of as many as the log takes.
  private static final int INDEX_PART = 6;

  private static final int DIGEST_PART = 4;

  /// A few segments of the usual size, and a page for a tablet's index.
  private static final long MEMORY_BYTES_MIN = 1 << 20;

  /// Of a cluster with one coordinator.
  public ServerOptions(
      String cluster, Address coordinator, String domain, long diskBytes, long memoryBytes) {
    this(cluster, List.of(coordinator), domain, diskBytes, memoryBytes);
  }

  /// With the usual part of the memory for the index.
  public ServerOptions(String cluster, List<Address> coordinators, String domain, long diskBytes,
      long memoryBytes) {
    this(cluster, coordinators, domain, diskBytes, memoryBytes, memoryBytes / INDEX_PART);
  }

  /// Checks the bounds.
  public ServerOptions {
    coordinators = List.copyOf(coordinators);
    if (coordinators.isEmpty()) {
      throw new IllegalArgumentException("a server needs a coordinator");
    }
    if (diskBytes < 1) {
      throw new IllegalArgumentException("disk bytes: above zero, not " + diskBytes);
    }
    if (memoryBytes < MEMORY_BYTES_MIN) {
      throw new IllegalArgumentException(
          "memory bytes: at least " + MEMORY_BYTES_MIN + ", not " + memoryBytes);
    }
    if (indexBytes < 1 || indexBytes >= memoryBytes) {
      throw new IllegalArgumentException(
          "index bytes: some of the " + memoryBytes + " of the memory, not " + indexBytes);
    }
  }

  /// What segments of this size may take in all: no more than their digest can list in a quarter of
  /// one, and no more than a recovery can name.
  long logBytes(int segmentBytes) {
    long listed =
        Math.min(segmentBytes / (DIGEST_PART * Long.BYTES), Limits.LOG_SEGMENTS_MAX);
    return Math.min(memoryBytes - indexBytes(), listed * segmentBytes);
  }
}
