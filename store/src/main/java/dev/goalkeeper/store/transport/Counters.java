package dev.goalkeeper.store.transport;

/// The numbers behind [Traffic]. Written on the loop's thread only; read there too.
final class Counters {
  long sentFrames;
  long receivedFrames;
  long flushes;
  long lateReplies;
  long failedCalls;
  long brokenConnections;
  long refusedConnections;

  Traffic traffic() {
    return new Traffic(sentFrames, receivedFrames, flushes, lateReplies, failedCalls,
        brokenConnections, refusedConnections);
  }
}
