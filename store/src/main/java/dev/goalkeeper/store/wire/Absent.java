package dev.goalkeeper.store.wire;

/// There is no such object.
public record Absent() implements Reply.ToRead, Reply.ToRemove {}
