package dev.goalkeeper.store.client;

import java.util.function.Consumer;

/// An operation from its submission to its end.
///
/// @param deadlineNanos by the clock of the client's pool
/// @param end is told the result, once, on the pool's thread
record Call(
    Route route,
    Asked request,
    Repeat repeat,
    long deadlineNanos,
    Consumer<Result> end) {}
