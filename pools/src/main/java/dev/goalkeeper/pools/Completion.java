package dev.goalkeeper.pools;

/// Where an asynchronous result goes. [Op] implements it; transports call it.
///
/// The token is what [Op#begin()] returned. A result that carries an older token is late and is
/// dropped, so a sender never has to cancel. Both methods may be called from any thread and never
/// throw; the effect takes place on the pool's thread, between two rules.
///
/// @param <V> what the operation yields
public interface Completion<V> {
  /// Ends the operation well.
  void complete(long token, V value);

  /// Ends the operation badly. The cause is kept for the rules to look at.
  void fail(long token, Throwable cause);
}
