package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;

/// Hears what happens to the segments of a log, on the log's thread, while it happens. The
/// replication of the log is driven through this and knows no other way in.
///
/// When the head is full: `opened(next, prior)`, then `closed(prior)`; so whoever holds back the
/// close of a segment until its successor is open already knows the successor.
public interface SegmentObserver {
  /// A new head holds its opening. `prior` is the head before it, or [SegmentId#NONE] for the
  /// first.
  void opened(LogSegment segment, SegmentId prior);

  /// The head has grown by at least one entry.
  void appended(LogSegment segment);

  /// The segment will not grow any more.
  void closed(LogSegment segment);

  /// Digests from the next on do not name the segment, which is closed. Until one of them is the
  /// one that a recovery would take, it must be kept.
  void retired(LogSegment segment);
}
