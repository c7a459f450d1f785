package dev.goalkeeper.store.wire;

/// One message on its way: what a connection carries.
///
/// @param requestId chosen by the side that asks, repeated by the side that answers; it means
///     something on one connection only
public record Frame(long requestId, Envelope envelope, Message message) {}
