package dev.goalkeeper.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// Bare sockets, for callers that cannot go on without them.
final class Sockets {
  private Sockets() {}

  /// What is there, or else 0; -1 at the end.
  static int read(SocketChannel from, ByteBuffer into) {
    try {
      return from.read(into);
    } catch (IOException gone) {
      return -1;
    }
  }

  /// All of it, however long that takes.
  static void write(SocketChannel to, ByteBuffer bytes) {
    try {
      while (bytes.hasRemaining()) {
        to.write(bytes);
      }
    } catch (IOException gone) {
      throw new NotMeasured("a connection ended while it was measured: " + gone.getMessage());
    }
  }

  static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException gone) {
      // It is closed either way.
    }
  }
}
