/// Messages between processes. Never blocks, never throws; loss is normal. Start at [Transport].
///
/// **Owns** connections and nothing else: [TcpTransport] is the real one, its simulated twin lives
/// with the simulator, and one contract test runs the same cases on both. A transport has one
/// thread, the [Loop], on which every callback runs and which others may run on too.
///
/// ```
/// call -> Peer -> OutboundConnection -> Outgoing ~~~ FrameDecoder -> InboundConnection -> Receiver
/// Completion <- PendingCalls <- FrameDecoder     ~~~ Outgoing     <-      Answer     <-  Responder
/// ```
///
/// **Invariants**
/// - A call ends in one callback, on the loop's thread, not from within the call.
/// - What is sent in one turn of the loop leaves in one flush to each peer (`Turn`).
/// - Everything that the other side can make us keep has a bound, named in `Bounds`, and a frame's
///   length is checked before anything is kept for it.
/// - Garbage closes its connection, with one line in the log that names where it came from.
@NullMarked
package dev.goalkeeper.store.transport;

import org.jspecify.annotations.NullMarked;
