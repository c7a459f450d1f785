package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.TableId;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// An operation from its submission to its end.
///
/// @param request made anew for each try, since a table's id is known only once its map is, and
///     what the client has acknowledged rises
/// @param deadlineNanos by the clock of the client's pool
/// @param end is told the result, once, on the pool's thread
record Call(
    Route route,
    BiFunction<TableId, Once, Request> request,
    Repeat repeat,
    long deadlineNanos,
    Consumer<Result> end) {}
