package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Codec;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.FrameReader;
import dev.goalkeeper.store.wire.Malformed;
import dev.goalkeeper.store.wire.Message;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// The receiving half of a connection: first the [Hello], then frames, each decoded in place and
/// delivered at once, since messages may refer to its memory.
///
/// A frame's length is checked before anything is kept for it, and memory grows only as bytes
/// arrive. After the first malformed byte nothing of the connection is looked at any more.
final class FrameDecoder extends ByteToMessageDecoder {

  /// What becomes of that which arrives.
  interface Sink {
    /// The other side speaks our language.
    void greeted();

    /// A frame has come; its message may refer to memory that is valid until this returns.
    ///
    /// @throws Malformed if it has no place here
    void received(long requestId, Envelope envelope, Message message);

    /// What came is no frame; the connection must be closed.
    void malformed(String line);

    /// False while the next frame should wait.
    boolean ready();
  }

  private final Sink sink;
  private final FrameReader reader = new FrameReader();
  private boolean greeted;
  private boolean broken;

  FrameDecoder(Sink sink) {
    this.sink = sink;
  }

  boolean greeted() {
    return greeted;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (broken) {
      in.skipBytes(in.readableBytes());
      return;
    }
    try {
      decodeNext(in);
    } catch (Malformed malformed) {
      broken = true;
      in.skipBytes(in.readableBytes());
      sink.malformed(String.valueOf(malformed.getMessage()));
    }
  }

  /// The inherited form asks for more even where reading was stopped, since nothing is passed on.
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    discardSomeReadBytes();
    context.fireChannelReadComplete();
  }

  /// The piece of a frame that came before the connection closed is not delivered.
  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    in.skipBytes(in.readableBytes());
  }

  /// Consumes nothing when the next piece is not there yet: the caller then waits for more.
  private void decodeNext(ByteBuf in) {
    if (!greeted) {
      greeted = Hello.read(in);
      if (greeted) {
        sink.greeted();
      }
      return;
    }
    if (in.readableBytes() < Codec.LENGTH_BYTES || !sink.ready()) {
      return;
    }
    int length = Codec.checkedLength(in.getInt(in.readerIndex()));
    if (in.readableBytes() < Codec.LENGTH_BYTES + length) {
      return;
    }
    in.skipBytes(Codec.LENGTH_BYTES);
    Message message = reader.read(in, length);
    sink.received(reader.requestId(), reader.envelope(), message);
  }
}
