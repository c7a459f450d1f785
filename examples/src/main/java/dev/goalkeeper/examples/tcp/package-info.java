/// Example 4: a TCP connection.
///
/// **What it teaches.** The eleven states of RFC 9293 are five independent facts: is it begun, has
/// the other end's SYN been heard, is anything unacknowledged, was our FIN sent, was theirs heard.
/// Stated over facts, simultaneous open and close are no cases of their own, and retransmission is
/// one row for SYN, data and FIN alike: all three take sequence numbers. [Connection#state] gives
/// the state its old name.
///
/// **Invariants.** What one end has read is a prefix of what the other has written; in the end it
/// is all of it, and both ends are closed, the one that closed first after its time-wait.
///
/// Left out: old connections of the same ports (sequence numbers start at zero), urgent data, flow
/// and congestion control beyond a fixed window. Start with [Connection].
@NullMarked
package dev.goalkeeper.examples.tcp;

import org.jspecify.annotations.NullMarked;
