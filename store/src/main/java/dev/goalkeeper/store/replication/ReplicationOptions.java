package dev.goalkeeper.store.replication;

import dev.goalkeeper.store.wire.Limits;
import java.time.Duration;

/// What the replication of a log is told.
///
/// @param replicas copies of every segment, beside the master's own in memory; 1 to 16
/// @param writeTimeout after which a write to a backup is sent again; and so long after a first
///     failure, if all tries have failed, another backup takes its place
/// @param chunkBytes the most of a segment that one write carries; 1 to [Limits#CHUNK_BYTES_MAX]
public record ReplicationOptions(int replicas, Duration writeTimeout, int chunkBytes) {
  /// Writes in flight for replicas of closed segments. One at a time gives the time between its
  /// answer and the next to the head's writes, and more of it the busier the machine is; it is
  /// still as fast as a bare copy, or nearly (`bench rereplicate`).
  static final int REPAIRS_IN_FLIGHT_MAX = 1;

  /// The most of a closed segment that one write carries: the head's writes wait behind it in the
  /// connection and at the backup.
  static final int REPAIR_CHUNK_BYTES = 64 << 10;

  /// Writes in flight that only the head and its predecessor may have, beside the others: three
  /// replicas of each. Whoever writes waits for just these.
  static final int URGENT_WRITES_MAX = 6;

  /// Writes to one replica that arrived damaged, with nothing certified in between, after which it
  /// is begun anew elsewhere.
  static final int DAMAGES_MAX = 3;

  /// Replicas being freed at once: freeing is never urgent.
  static final int FREES_IN_FLIGHT_MAX = 3;

  /// How long a write may take before it is sent again: far above a slow disk's worst, far below
  /// what a person takes for an outage.
  private static final Duration WRITE_TIMEOUT_DEFAULT = Duration.ofSeconds(1);

  /// Checks the bounds.
  public ReplicationOptions {
    if (replicas < 1 || replicas > 16) {
      throw new IllegalArgumentException("replicas: 1 to 16, not " + replicas);
    }
    if (chunkBytes < 1 || chunkBytes > Limits.CHUNK_BYTES_MAX) {
      throw new IllegalArgumentException(
          "chunk bytes: 1 to " + Limits.CHUNK_BYTES_MAX + ", not " + chunkBytes);
    }
  }

  /// That many copies, and what is usual of the rest.
  public static ReplicationOptions of(int replicas) {
    return new ReplicationOptions(replicas, WRITE_TIMEOUT_DEFAULT, Limits.CHUNK_BYTES_MAX);
  }

  int chunkBytes(boolean closed) {
    return closed ? Math.min(REPAIR_CHUNK_BYTES, chunkBytes) : chunkBytes;
  }

  /// The same with smaller chunks.
  public ReplicationOptions withChunkBytes(int bytes) {
    return new ReplicationOptions(replicas, writeTimeout, bytes);
  }
}
