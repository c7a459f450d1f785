package dev.goalkeeper.store.log;

/// What a log has done since it was made. `entries` and `bytes` count what was appended after the
/// openings of segments; `segmentsOpened` includes those freed since.
public record LogCounters(
    long entries, long bytes, long segmentsOpened, int segmentsLive, int segmentsMax) {}
