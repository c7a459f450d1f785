package dev.goalkeeper.store.wire;

/// Asks whether the process lives.
public record Ping() implements Request.ToAnyone {}
