package dev.goalkeeper.store.transport;

import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Codec;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Frame;
import dev.goalkeeper.store.wire.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;

/// The other end of a connection as bytes, for what a transport would never send.
final class RawPeer implements AutoCloseable {
  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(Bounded.socketMillis());
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  static RawPeer connect(Address to) throws IOException {
    return new RawPeer(new Socket(to.host(), to.port()));
  }

  static byte[] hello() {
    ByteBuf hello = Unpooled.buffer();
    Hello.write(hello);
    return ByteBufUtil.getBytes(hello);
  }

  static byte[] frame(Message message) {
    ByteBuf frame = Unpooled.buffer();
    Codec.encode(new Frame(1, Envelope.NONE, message), frame);
    return ByteBufUtil.getBytes(frame);
  }

  void sendHello() throws IOException {
    send(hello());
  }

  void send(Message message) throws IOException {
    send(frame(message));
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void readHello() throws IOException {
    in.readFully(new byte[Hello.BYTES]);
  }

  /// Reads one frame and gives its length.
  int readFrameBytes() throws IOException {
    int length = in.readInt();
    in.readFully(new byte[length]);
    return length;
  }

  /// Waits for the other side to close; whatever it still says is passed over.
  boolean closedByPeer() throws IOException {
    try {
      in.skipNBytes(Long.MAX_VALUE);
      return false;
    } catch (EOFException | SocketException closed) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
