package dev.goalkeeper.store.transport;

import java.util.concurrent.TimeUnit;

/// Every limit of the transport, with its reason.
final class Bounds {
  /// Unsent requests on one connection; calls beyond it fail at once. Eight chunks to a backup in
  /// flight, twice over.
  static final int REQUEST_BYTES_MAX = 16 << 20;

  /// Unsent answers on one connection beyond which its next requests wait: a peer that does not
  /// read its answers gets no more of them made.
  static final int REPLY_BYTES_PAUSE = 4 << 20;

  /// Unsent answers on one connection beyond which it is closed. Only answers that were held back
  /// can come on top of the pause.
  static final int REPLY_BYTES_MAX = 64 << 20;

  /// Outstanding calls on one connection; further ones fail at once. More than the window of any
  /// client of ours, by far.
  static final int CALLS_MAX = 1 << 16;

  /// Connections made to us: a large cluster and its clients. Each can hold one frame half
  /// received.
  static final int INBOUND_CONNECTIONS_MAX = 1_024;

  /// How much one read takes at the most: several thousand small frames, or a quarter of a chunk.
  static final int READ_BYTES_MAX = 256 << 10;

  /// Frames of one turn are gathered in buffers of about this size before they go to the socket.
  static final int GATHER_BYTES = 16 << 10;

  /// How long a connection may take to come about. Longer than one lost SYN (1 s).
  static final int CONNECT_MILLIS_MAX = 2_000;

  /// How long the other side may take to say what it speaks.
  static final long HELLO_NANOS_MAX = TimeUnit.SECONDS.toNanos(5);

  /// After a connection that did not come about, calls fail at once for this long,
  static final long RETRY_NANOS_MIN = TimeUnit.MILLISECONDS.toNanos(10);

  /// doubled with each further failure up to this: a restarted server is found within a second, and
  /// an absent one costs a packet a second.
  static final long RETRY_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

  /// How long closing waits for the loop's thread to end.
  static final long CLOSE_MILLIS_MAX = 2_000;

  private Bounds() {}
}
