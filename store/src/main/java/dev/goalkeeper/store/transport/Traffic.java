package dev.goalkeeper.store.transport;

/// What a transport has carried so far.
///
/// @param sentFrames requests and answers
/// @param receivedFrames requests and answers
/// @param flushes hand-overs of what was sent in one turn to one peer: at most one for each of them
/// @param lateReplies answers to calls that nobody waits for any more, dropped
/// @param failedCalls calls that ended without an answer
/// @param brokenConnections closed because of what came through them
/// @param refusedConnections closed because there were too many
public record Traffic(long sentFrames, long receivedFrames, long flushes, long lateReplies,
    long failedCalls, long brokenConnections, long refusedConnections) {}
