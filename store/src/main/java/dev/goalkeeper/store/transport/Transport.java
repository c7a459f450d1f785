package dev.goalkeeper.store.transport;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;

/// Carries requests to other processes and their answers back.
///
/// It never blocks and never throws; loss is normal. Each call ends in exactly one callback, on the
/// [Loop]'s thread and never from within [#call] itself, unless the other side neither answers nor
/// goes away: there is no time-out here, the operation that waits has one.
///
/// Requests to one address arrive in the order in which they were called, or not at all; answers
/// come in any order. A request may take effect although its call fails.
public interface Transport extends AutoCloseable {
  /// Asks whoever listens at `to`.
  ///
  /// The request is copied before this returns if the caller is on the loop's thread; from another
  /// thread it is handed over, and must not refer to memory that may change.
  ///
  /// @param completion gets the answer, or a [TransportLost] when the connection dies or cannot be
  ///     made, or when more is under way than the transport's limits allow
  /// @param token given back to the completion
  void call(Address to, Envelope envelope, Message request, Completion<? super Message> completion,
      long token);

  /// Drops the connection to an address. Its outstanding calls fail; answers that still come are
  /// dropped. A later call makes a new connection.
  void forget(Address to);

  /// Drops all connections and listens no more. Outstanding and later calls fail.
  @Override
  void close();
}
