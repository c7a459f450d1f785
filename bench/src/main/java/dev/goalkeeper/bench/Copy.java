package dev.goalkeeper.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The floor of a repair: bytes go from memory over loopback to another process, which has them in
/// mapped files, a frame each. A frame's file is written full of zeros before it is mapped, and
/// forced to the device once it is full, beside the copying: as a backup does it. Nothing is looked
/// at, and nothing is asked for.
public final class Copy {
  private static final int PIECE_BYTES = 1 << 20;

  private final Path directory;
  private final int frameBytes;
  private final ExecutorService forcing = Executors.newSingleThreadExecutor();

  private Copy(Path directory, int frameBytes) {
    this.directory = directory;
    this.frameBytes = frameBytes;
  }

  /// Runs the process that receives: `DIRECTORY FRAME_BYTES`. It takes frames of the first
  /// connection that is made to it, and answers each with one byte.
  public static void main(String[] arguments) throws IOException {
    OwnEnd.with(System.in, System::exit);
    var copy = new Copy(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    var listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    System.out.println("copy listens on " + listening.socket().getLocalPort());
    copy.receive(listening.accept());
    System.exit(0);
  }

  /// Sends so many frames from memory.
  ///
  /// @return bytes in a second, until the other side has all of them
  public static double send(int port, int frameBytes, int frames) {
    var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    ByteBuffer memory = ByteBuffer.allocateDirect(frameBytes);
    try (var channel = SocketChannel.open(to)) {
      long startNanos = System.nanoTime();
      for (int i = 0; i < frames; i++) {
        Sockets.write(channel, memory.clear());
      }
      fill(channel, ByteBuffer.allocate(frames));
      return (double) frames * frameBytes * 1e9 / (System.nanoTime() - startNanos);
    } catch (IOException failed) {
      throw new NotMeasured("the copy ended early: " + failed.getMessage());
    }
  }

  private void receive(SocketChannel from) throws IOException {
    for (int number = 0; true; number++) {
      var frame = map(directory.resolve("frame" + number));
      if (!fill(from, frame)) {
        return;
      }
      Sockets.write(from, ByteBuffer.allocate(1));
      forcing.execute(frame::force);
    }
  }

  private MappedByteBuffer map(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE_BYTES);
      for (int written = 0; written < frameBytes; written += PIECE_BYTES) {
        channel.write(zeros.clear());
      }
      return channel.map(MapMode.READ_WRITE, 0, frameBytes);
    }
  }

  /// False if the other side has no more.
  private static boolean fill(SocketChannel from, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (from.read(buffer) < 0) {
        return false;
      }
    }
    return true;
  }
}
