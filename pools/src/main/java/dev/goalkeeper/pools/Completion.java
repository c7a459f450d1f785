package dev.goalkeeper.pools;

/// Where an asynchronous result goes. An operation of a task is one.
///
/// The token is the caller's: it comes back as it was given, so that one completion can serve many
/// calls without an allocation for each, and a result that arrives late can be told from a new one.
public interface Completion<V> {
  /// The call ended well.
  void complete(long token, V value);

  /// The call ended without a value; whether it took effect elsewhere is not known.
  void fail(long token, Throwable cause);
}
