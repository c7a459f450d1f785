package dev.goalkeeper.store.wire;

/// Asks which tables there are.
public record GetTables() implements Request.ToCoordinator {}
