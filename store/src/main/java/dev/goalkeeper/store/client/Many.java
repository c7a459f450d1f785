package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.TableId;
import java.util.function.Function;

/// A kind of operation that is asked for many keys at once.
///
/// @param request of one of them
/// @param outcome of one of them, by its result
record Many<I, O>(
    Function<I, Bytes> key, ForItem<I> request, Repeat repeat, Function<Result, O> outcome) {

  /// Makes one of the requests.
  @FunctionalInterface
  interface ForItem<I> {
    /// See [Asked#of].
    Request of(TableId table, long tenure, Once once, I item);
  }
}
