package dev.goalkeeper.store.wire;

/// The command has taken effect.
public record Done() implements Reply.ToCommand {}
