package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.TableId;
import java.util.function.BiFunction;
import java.util.function.Function;

/// A kind of operation that is asked for many keys at once.
///
/// @param request of one of them
/// @param repeatable sending it twice does no more than sending it once
/// @param outcome of one of them, by its result
record Many<I, O>(
    Function<I, Bytes> key,
    BiFunction<TableId, I, Request> request,
    boolean repeatable,
    Function<Result, O> outcome) {}
