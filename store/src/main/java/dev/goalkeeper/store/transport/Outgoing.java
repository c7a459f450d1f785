package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Codec;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/// The sending half of a connection: encodes frames one behind the other into shared buffers, and
/// hands them to the socket when the [Turn] ends. Until the
/// connection is there, everything waits.
///
/// A buffer that has left is used again. It is the `spare` one then; until all of it has left, the
/// socket's queue refers to it too.
final class Outgoing {
  private final Channel channel;
  private final NettyLoop loop;
  private @Nullable ByteBuf gathered;
  private @Nullable ByteBuf spare;
  private boolean noted;

  Outgoing(Channel channel, NettyLoop loop) {
    this.channel = channel;
    this.loop = loop;
  }

  /// Says what we speak; before anything else.
  void greet() {
    Hello.write(room(Hello.BYTES));
    note();
  }

  /// What was sent and has not left, as far as the socket's queue knows it: up to one gathered
  /// buffer less than the truth.
  long unsentBytes() {
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    return queue == null ? 0 : queue.totalPendingWriteBytes();
  }

  /// Sends a frame; the message's memory is copied before this returns.
  void send(long requestId, Envelope envelope, Message message) {
    Codec.encode(requestId, envelope, message, room(Codec.encodedBytes(message)));
    loop.counters().sentFrames++;
    note();
  }

  /// Called by the turn, and when the connection has come about.
  void flush() {
    noted = false;
    if (channel.isActive()) {
      handOver();
      loop.counters().flushes++;
      channel.flush();
    }
  }

  /// The connection is gone, and with it what has not left.
  void release() {
    ByteBuf rest = gathered;
    ByteBuf kept = spare;
    gathered = null;
    spare = null;
    if (rest != null) {
      rest.release();
    }
    if (kept != null) {
      kept.release();
    }
  }

  private void note() {
    if (!noted) {
      noted = true;
      loop.turn().noteUnflushed(this);
    }
  }

  /// A buffer with room for `bytes`: the one that is being filled, or another one. A buffer that
  /// would have to grow is handed over instead, so that nothing is copied twice.
  private ByteBuf room(int bytes) {
    ByteBuf open = gathered;
    if (open != null && open.writableBytes() >= bytes) {
      return open;
    }
    handOver();
    ByteBuf kept = spare;
    if (kept != null && kept.refCnt() == 1 && bytes <= kept.capacity()) {
      spare = null;
      gathered = kept.clear();
      return kept;
    }
    ByteBuf fresh = channel.alloc().ioBuffer(Math.max(bytes, Bounds.GATHER_BYTES));
    gathered = fresh;
    return fresh;
  }

  private void handOver() {
    ByteBuf full = gathered;
    gathered = null;
    if (full != null) {
      if (spare == null && full.capacity() <= Bounds.GATHER_BYTES) {
        spare = full.retain();
      }
      // A write that fails has released its buffer, and the connection closes.
      var _ = channel.write(full, channel.voidPromise());
    }
  }
}
