package dev.goalkeeper.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// The floor of a recovery: bytes go from the mapped frames of a backup over loopback to the memory
/// of another process. Nothing is looked at, sorted, indexed or replicated.
public final class FrameCopy {
  private static final int PIECE_BYTES = 1 << 20;

  private FrameCopy() {}

  /// Runs the process that sends: `DIRECTORY BYTES`. It sends so many bytes of the directory's
  /// files, the largest first, to the first connection that is made to it.
  public static void main(String[] arguments) throws IOException {
    OwnEnd.with(System.in, System::exit);
    List<Path> files = largestFirst(Path.of(arguments[0]));
    long left = Long.parseLong(arguments[1]);
    var listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    System.out.println("frames listen on " + listening.socket().getLocalPort());
    SocketChannel to = listening.accept();
    while (left > 0) {
      for (Path file : files) {
        left -= send(file, left, to);
      }
    }
    to.close();
    System.exit(0);
  }

  /// Takes so many bytes into memory that nobody has touched before.
  ///
  /// @return bytes in a second
  public static double take(int port, long bytes) {
    var from = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    try (Arena arena = Arena.ofConfined(); var channel = SocketChannel.open(from)) {
      MemorySegment memory = arena.allocate(PIECE_BYTES * ((bytes - 1) / PIECE_BYTES + 1));
      long startNanos = System.nanoTime();
      for (long at = 0; at < bytes; at += PIECE_BYTES) {
        ByteBuffer piece =
            memory.asSlice(at, Math.min(PIECE_BYTES, bytes - at)).asByteBuffer();
        fill(piece, channel);
      }
      return bytes * 1e9 / (System.nanoTime() - startNanos);
    } catch (IOException failed) {
      throw new NotMeasured("the copy of frames ended early: " + failed.getMessage());
    }
  }

  private static void fill(ByteBuffer piece, SocketChannel from) throws IOException {
    while (piece.hasRemaining()) {
      if (from.read(piece) < 0) {
        throw new NotMeasured("the copy of frames ended early");
      }
    }
  }

  private static List<Path> largestFirst(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> found = files.filter(file -> Files.isRegularFile(file) && bytes(file) > 0)
          .sorted((one, other) -> Long.compare(bytes(other), bytes(one))).toList();
      if (found.isEmpty()) {
        throw new NotMeasured(directory + " holds no frames");
      }
      return found;
    }
  }

  private static long bytes(Path file) {
    return file.toFile().length();
  }

  private static long send(Path file, long most, SocketChannel to) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = Math.min(most, channel.size());
      if (length > 0) {
        Sockets.write(to, channel.map(MapMode.READ_ONLY, 0, length));
      }
      return length;
    }
  }
}
