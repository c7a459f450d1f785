package dev.goalkeeper.bench.timeline;

/// What the calls took that were due within a few milliseconds.
///
/// @param fromMillis when that time begins, after the moment that the timeline is about
/// @param count of the calls that ended as they should
public record Bucket(
    double fromMillis, int count, double p50Micros, double p99Micros, double maxMicros) {}
