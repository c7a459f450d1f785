package dev.goalkeeper.store.log;

import dev.goalkeeper.store.wire.SegmentId;

/// For a log that nobody replicates.
public record Unobserved() implements SegmentObserver {
  @Override
  public void opened(LogSegment segment, SegmentId prior) {}

  @Override
  public void appended(LogSegment segment) {}

  @Override
  public void closed(LogSegment segment) {}

  @Override
  public void retired(LogSegment segment) {}
}
