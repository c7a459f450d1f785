package dev.goalkeeper.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// The floor: what the pattern of a triplicated write costs by itself.
///
/// ```
/// client --ask--> primary --copy--> replicas, in parallel --done--> primary --answer--> client
/// ```
///
/// Without replicas it is a bare echo, which is the pattern of a read. One process with one thread
/// for each of them, bare sockets, messages that are so many bytes and
/// nothing else. What is there is read at once, and what it causes leaves in one write to each
/// neighbour. Nothing is stored, looked at, or could be lost: no store can be faster.
public final class Floor {
  private static final int BUFFER_BYTES = 1 << 16;

  /// With so few connections, reading each costs less than asking the system which is ready.
  static final int FEW = 4;

  /// A neighbour: what has come from it, and what it is owed.
  private static final class Neighbour {
    private final SocketChannel channel;
    private final int messageBytes;
    private int part;
    private long messages;
    private int owedBytes;

    Neighbour(SocketChannel channel, int messageBytes) {
      this.channel = channel;
      this.messageBytes = messageBytes;
    }
  }

  private final ByteBuffer scratch = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final List<Neighbour> neighbours = new ArrayList<>();
  private final List<Neighbour> replicas = new ArrayList<>();
  private final ArrayDeque<Neighbour> waiting = new ArrayDeque<>();
  private final Selector selector = Selector.open();
  private final Sizes sizes;
  private final long pollNanos;
  private long answered;
  private boolean moved;

  /// How many bytes the messages have. A replica is asked with a copy, and answers that it is done.
  public record Sizes(int ask, int copy, int done, int answer) {}

  private Floor(Sizes sizes, long pollNanos) throws IOException {
    this.sizes = sizes;
    this.pollNanos = pollNanos;
  }

  /// Runs one process, until its standard input ends: `POLL_MICROS ASK COPY DONE ANSWER [PORT]...`.
  /// It polls for so long after the last message, yielding, before it sleeps; 0 is plain blocking.
  /// The ports are those of its replicas; without them it is one.
  public static void main(String[] arguments) throws IOException {
    OwnEnd.with(System.in, System::exit);
    int[] numbers = List.of(arguments).stream().mapToInt(Integer::parseInt).toArray();
    var sizes = new Sizes(numbers[1], numbers[2], numbers[3], numbers[4]);
    var floor = new Floor(sizes, numbers[0] * 1_000L);
    for (int i = 5; i < numbers.length; i++) {
      var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), numbers[i]);
      floor.replicas.add(floor.meet(SocketChannel.open(to), sizes.done()));
    }
    floor.run();
  }

  private void run() throws IOException {
    var listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listening.configureBlocking(false).register(selector, SelectionKey.OP_ACCEPT);
    System.out.println("floor listens on " + listening.socket().getLocalPort());
    long lastNanos = System.nanoTime();
    while (true) {
      boolean polling = System.nanoTime() - lastNanos < pollNanos;
      moved = false;
      if (!polling) {
        selector.select(this::ready);
      } else if (neighbours.size() <= FEW) {
        receiveFromEach();
      } else {
        selector.selectNow(this::ready);
      }
      if (moved) {
        answerWhatIsDone();
        neighbours.forEach(this::send);
        lastNanos = System.nanoTime();
      } else if (polling) {
        Thread.yield();
      }
    }
  }

  private Neighbour meet(SocketChannel channel, int messageBytes) throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var neighbour = new Neighbour(channel, messageBytes);
    channel.configureBlocking(false).register(selector, SelectionKey.OP_READ, neighbour);
    neighbours.add(neighbour);
    return neighbour;
  }

  private void ready(SelectionKey key) {
    if (key.channel() instanceof ServerSocketChannel listening) {
      accept(listening);
    } else {
      receive((Neighbour) key.attachment());
    }
  }

  private void accept(ServerSocketChannel listening) {
    try {
      meet(listening.accept(), sizes.ask());
    } catch (IOException failed) {
      throw new NotMeasured("the floor cannot accept a connection: " + failed.getMessage());
    }
  }

  /// One that has left is taken out of the list meanwhile.
  private void receiveFromEach() {
    for (int i = neighbours.size() - 1; i >= 0; i--) {
      receive(neighbours.get(i));
    }
  }

  private void receive(Neighbour from) {
    int bytes = Sockets.read(from.channel, scratch.clear());
    if (bytes < 0) {
      neighbours.remove(from);
      Sockets.close(from.channel);
      return;
    }
    from.part += bytes;
    for (; from.part >= from.messageBytes; from.part -= from.messageBytes) {
      moved = true;
      from.messages++;
      if (!replicas.contains(from)) {
        waiting.add(from);
        replicas.forEach(replica -> replica.owedBytes += sizes.copy());
      }
    }
  }

  private void answerWhatIsDone() {
    long done = answered + waiting.size();
    for (Neighbour replica : replicas) {
      done = Math.min(done, replica.messages);
    }
    for (; answered < done; answered++) {
      waiting.remove().owedBytes += sizes.answer();
    }
  }

  private void send(Neighbour to) {
    if (to.owedBytes > 0) {
      Sockets.write(to.channel, scratch.clear().limit(to.owedBytes));
      to.owedBytes = 0;
    }
  }
}
