package dev.goalkeeper.store.wire;

/// The process lives.
public record Pong() implements Reply.ToPing {}
