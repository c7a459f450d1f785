package dev.goalkeeper.bench.timeline;

import dev.goalkeeper.bench.NotMeasured;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// A connection to whoever is Redis's master, on which requests are under way in their order. When
/// it ends, all that was not answered is asked again of the next master: reads and `SET`s of the
/// same value may be.
public final class RedisLine implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ArrayDeque<Request> underWay = new ArrayDeque<>();
  private final Leader leader;
  private Connection connection;
  private boolean closed;

  /// Who is the master.
  public interface Leader {
    /// The master, and how many replicas it has.
    record Seat(InetSocketAddress address, int replicas) {}

    /// Whoever it is now; waits until there is one.
    ///
    /// @param gone who it is not any more, or nobody who has been
    Seat after(Seat gone);
  }

  private record Request(IntFunction<String> text, int replies, Consumer<String> ended) {}

  private record Connection(Leader.Seat seat, Socket socket, OutputStream out, InputStream in) {
    private static Connection to(Leader.Seat seat) throws IOException {
      var socket = new Socket(seat.address().getAddress(), seat.address().getPort());
      socket.setTcpNoDelay(true);
      return new Connection(seat, socket,
          new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES),
          new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    }

    private void send(Request request) throws IOException {
      out.write(request.text().apply(seat.replicas()).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private RedisLine(Leader leader, Connection connection) {
    this.leader = leader;
    this.connection = connection;
  }

  static RedisLine open(String name, Leader leader) {
    try {
      Leader.Seat nobody = new Leader.Seat(InetSocketAddress.createUnresolved("nobody", 0), 0);
      var line = new RedisLine(leader, Connection.to(leader.after(nobody)));
      Thread.ofVirtual().name("redis " + name).start(line::receive);
      return line;
    } catch (IOException failed) {
      throw new NotMeasured("cannot connect to Redis: " + failed.getMessage());
    }
  }

  /// Words as Redis reads them.
  public static String command(String... words) {
    var text = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      text.append("$").append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return text.toString();
  }

  /// Asks, as soon as it is flushed.
  ///
  /// @param text of the request, by how many replicas the master has
  /// @param replies that it has
  /// @param ended is told the first error, or nothing
  synchronized void ask(IntFunction<String> text, int replies, Consumer<String> ended) {
    var request = new Request(text, replies, ended);
    underWay.add(request);
    try {
      connection.send(request);
    } catch (IOException gone) {
      // Whoever receives notices it too, and asks again.
    }
  }

  synchronized void flush() {
    try {
      connection.out().flush();
    } catch (IOException gone) {
      // As above.
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    disconnect();
  }

  private void receive() {
    Connection current = connection();
    while (!closed()) {
      try {
        receiveOne(current);
      } catch (IOException gone) {
        current = connectAgain(current);
      }
    }
  }

  private void receiveOne(Connection from) throws IOException {
    String failure = reply(from.in());
    Request request = first();
    for (int i = 1; i < request.replies(); i++) {
      String next = reply(from.in());
      failure = failure.isEmpty() ? next : failure;
    }
    forgetFirst();
    request.ended().accept(failure);
  }

  private synchronized Connection connection() {
    return connection;
  }

  private synchronized boolean closed() {
    return closed;
  }

  private synchronized Request first() {
    return underWay.element();
  }

  private synchronized void forgetFirst() {
    underWay.remove();
  }

  /// Nobody is kept waiting meanwhile: what is asked goes into the old connection, and is asked
  /// again.
  private Connection connectAgain(Connection gone) {
    if (closed()) {
      return gone;
    }
    Leader.Seat next = leader.after(gone.seat());
    synchronized (this) {
      disconnect();
      try {
        connection = Connection.to(next);
        for (Request each : underWay) {
          connection.send(each);
        }
        connection.out().flush();
      } catch (IOException notYet) {
        // The next look at it fails too.
      }
      return connection;
    }
  }

  private void disconnect() {
    try {
      connection.socket().close();
    } catch (IOException gone) {
      // It is closed either way.
    }
  }

  /// Reads a reply: nothing if it is none of the errors, else the error's first word.
  private static String reply(InputStream in) throws IOException {
    String line = line(in);
    return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
      case '-' -> line.substring(1).split(" ", 2)[0];
      case '$' -> {
        int bytes = Integer.parseInt(line.substring(1));
        in.skipNBytes(Math.max(0, bytes + 2));
        yield bytes < 0 ? "absent" : "";
      }
      case '+', ':' -> "";
      default -> throw new NotMeasured("Redis says what it should not: " + line);
    };
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("Redis has closed the connection");
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }
}
