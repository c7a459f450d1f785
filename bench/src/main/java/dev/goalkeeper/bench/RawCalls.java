package dev.goalkeeper.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/// Calls over bare sockets, on one thread: the same request again and again, and answers that are
/// known by their number of bytes. What is ready together leaves together.
public final class RawCalls implements Subject {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InetSocketAddress to;
  private final byte[] request;
  private final int answerBytes;
  private final boolean polling;
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final List<Line> lines = new ArrayList<>();
  private final Selector selector;
  private final Histogram nanos = new Histogram(3);
  private long endNanos;
  private int underWay;

  /// A connection, its requests in the order in which they were sent.
  private static final class Line {
    private final SocketChannel channel;
    private final ByteBuffer requests;
    private final long[] sentNanos;
    private long sent;
    private long answered;
    private int part;

    Line(SocketChannel channel, byte[] request, int outstanding) {
      this.channel = channel;
      this.requests = ByteBuffer.allocateDirect(request.length * outstanding);
      for (int i = 0; i < outstanding; i++) {
        requests.put(request);
      }
      this.sentNanos = new long[outstanding];
    }
  }

  /// @param polling looks for answers all the time, yielding; else it sleeps until there are some
  public RawCalls(InetSocketAddress to, byte[] request, int answerBytes, boolean polling) {
    this.to = to;
    this.request = request.clone();
    this.answerBytes = answerBytes;
    this.polling = polling;
    try {
      this.selector = Selector.open();
    } catch (IOException failed) {
      throw new NotMeasured("no more sockets: " + failed.getMessage());
    }
  }

  @Override
  public Sample call(Load load, Duration time) {
    connect(load);
    nanos.reset();
    long startNanos = System.nanoTime();
    endNanos = startNanos + time.toNanos();
    lines.forEach(line -> send(line, load.outstanding()));
    while (underWay > 0) {
      look();
    }
    return Sample.of(nanos, System.nanoTime() - startNanos);
  }

  @Override
  public void close() {
    lines.forEach(line -> Sockets.close(line.channel));
    lines.clear();
    try {
      selector.close();
    } catch (IOException gone) {
      // It is closed either way.
    }
  }

  private void look() {
    try {
      if (!polling) {
        selector.select(key -> receive((Line) key.attachment()));
      } else if (lines.size() <= Floor.FEW) {
        lines.forEach(this::receive);
        Thread.yield();
      } else if (selector.selectNow(key -> receive((Line) key.attachment())) == 0) {
        Thread.yield();
      }
    } catch (IOException failed) {
      throw new NotMeasured("cannot wait for answers: " + failed.getMessage());
    }
  }

  private void receive(Line line) {
    int bytes = Sockets.read(line.channel, scratch.clear());
    if (bytes < 0) {
      throw new NotMeasured("the connection to " + to + " was closed");
    }
    line.part += bytes;
    int answers = line.part / answerBytes;
    line.part %= answerBytes;
    if (answers == 0) {
      return;
    }
    underWay -= answers;
    long now = System.nanoTime();
    for (int i = 0; i < answers; i++) {
      nanos.recordValue(now - line.sentNanos[(int) (line.answered % line.sentNanos.length)]);
      line.answered++;
    }
    if (now < endNanos) {
      send(line, answers);
    }
  }

  private void send(Line line, int count) {
    underWay += count;
    long now = System.nanoTime();
    for (int i = 0; i < count; i++) {
      line.sentNanos[(int) (line.sent % line.sentNanos.length)] = now;
      line.sent++;
    }
    Sockets.write(line.channel, line.requests.clear().limit(count * request.length));
  }

  /// New connections for each load, so that none has more neighbours than it needs.
  private void connect(Load load) {
    lines.forEach(line -> Sockets.close(line.channel));
    lines.clear();
    try {
      for (int i = 0; i < load.connections(); i++) {
        SocketChannel channel = SocketChannel.open(to);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        var line = new Line(channel, request, load.outstanding());
        channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, line);
        lines.add(line);
      }
    } catch (IOException failed) {
      throw new NotMeasured("cannot connect to " + to + ": " + failed.getMessage());
    }
  }
}
