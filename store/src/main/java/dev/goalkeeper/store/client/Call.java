package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.TableId;
import java.util.function.Consumer;
import java.util.function.Function;

/// An operation from its submission to its end.
///
/// @param request made anew for each try, since a table's id is known only once its map is
/// @param repeatable sending it twice does no more than sending it once
/// @param deadlineNanos by the clock of the client's pool
/// @param end is told the result, once, on the pool's thread
record Call(
    Route route,
    Function<TableId, Request> request,
    boolean repeatable,
    long deadlineNanos,
    Consumer<Result> end) {}
