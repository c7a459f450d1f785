package dev.goalkeeper.store.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Write;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whatever reaches the port: its connection is closed, and the others are served.
class HostileBytesTest {
  private static final Receiver PONGS = (_, _, responder) -> responder.respond(new Pong());
  private static final long SEED = 99;

  private final TcpNode server = TcpNode.start(TcpNode.ANYWHERE, PONGS);
  private final TcpNode client = TcpNode.start(TcpNode.ANYWHERE, PONGS);

  @BeforeEach
  void theClientIsServed() {
    assertServed();
  }

  @AfterEach
  void theClientIsStillServedOnItsConnection() {
    assertServed();
    long lost = Bounded.await(onLoop(client)).failedCalls();
    client.kill();
    server.kill();
    assertThat(lost).isZero();
  }

  @Test
  void anotherProtocolIsClosed() throws IOException {
    assertClosed("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
    assertClosed(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01});
    assertBroken(2);
  }

  @Test
  void anotherVersionIsClosed() throws IOException {
    byte[] hello = RawPeer.hello();
    hello[hello.length - 1]++;
    assertClosed(hello);
    assertBroken(1);
  }

  @Test
  void randomBytesAreClosed() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[random.nextInt(Hello.BYTES, 10_000)];
      random.nextBytes(bytes);
      assertClosed(bytes);
    }
    assertBroken(100);
  }

  @Test
  void randomBytesAfterTheHelloAreClosed() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = new byte[random.nextInt(4, 10_000)];
      random.nextBytes(bytes);
      // A length that no frame can have, or one whose frame is there.
      ByteBuffer.wrap(bytes).putInt(random.nextBoolean() ? -1 : Math.max(0, bytes.length - 4));
      assertClosed(join(RawPeer.hello(), bytes));
    }
    assertBroken(100);
  }

  @Test
  void lengthsThatNoFrameHasAreClosedBeforeAnythingFollows() throws IOException {
    int[] lengths = {0, 43, Limits.FRAME_BYTES_MAX + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1};
    for (int length : lengths) {
      byte[] announced = ByteBuffer.allocate(4).putInt(length).array();
      assertClosed(join(RawPeer.hello(), announced));
    }
    assertBroken(lengths.length);
  }

  @Test
  void anAnswerWhereARequestBelongsIsClosed() throws IOException {
    assertClosed(join(RawPeer.hello(), RawPeer.frame(new Pong())));
    assertBroken(1);
  }

  @Test
  void damagedFramesAreClosedOrAnswered() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] whole = RawPeer.frame(new Write(new TableId(1), Bytes.utf8("key"), Bytes.utf8("value"),
        Condition.ALWAYS, Once.NONE, 0));
    for (int i = 0; i < 200; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(4, bytes.length)] ^= (byte) (1 << random.nextInt(8));
      try (RawPeer raw = RawPeer.connect(server.address())) {
        // What follows is no frame, so the connection ends in any case.
        send(raw, join(RawPeer.hello(), bytes, new byte[4]));
        assertThat(raw.closedByPeer()).isTrue();
      }
    }
    assertBroken(200);
  }

  @Test
  void connectionsThatStopHalfwayHinderNobody() throws IOException {
    byte[] frame = RawPeer.frame(new Ping());
    byte[] stream = join(RawPeer.hello(), frame);
    List<RawPeer> open = new ArrayList<>();
    for (int length = 0; length < stream.length; length++) {
      RawPeer raw = RawPeer.connect(server.address());
      raw.send(Arrays.copyOf(stream, length));
      open.add(raw);
    }
    assertServed();
    for (RawPeer raw : open) {
      raw.close();
    }
    assertBroken(0);
  }

  @Test
  void aFrameThatComesByteByByteIsAnswered() throws IOException {
    try (RawPeer raw = RawPeer.connect(server.address())) {
      for (byte next : join(RawPeer.hello(), RawPeer.frame(new Ping()))) {
        raw.send(new byte[] {next});
      }
      raw.readHello();
      assertThat(raw.readFrameBytes()).isEqualTo(44);
    }
  }

  @Test
  void aServerOfAnotherKindFailsTheCall() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Call call = new Call();
      TcpTransport caller = TcpTransport.start("caller");
      caller.call(new Address("127.0.0.1", other.getLocalPort()), Envelope.NONE, new Ping(), call,
          call.token());
      try (RawPeer raw = new RawPeer(other.accept())) {
        raw.send("SSH-2.0-OpenSSH_9.2\r\n".getBytes(US_ASCII));
        assertThat(Bounded.await(call.failure()))
            .hasMessageContaining("not a Goalkeeper process, it begins with 'SSH-2.0-'");
        assertThat(raw.closedByPeer()).isTrue();
      }
      caller.close();
    }
  }

  private void assertServed() {
    Call call = new Call();
    client.transport().call(server.address(), Envelope.NONE, new Ping(), call, call.token());
    assertThat(Bounded.await(call.answer())).isEqualTo(new Pong());
  }

  private void assertBroken(int connections) {
    assertThat(Bounded.await(onLoop(server)).brokenConnections()).isEqualTo(connections);
  }

  private void assertClosed(byte[] bytes) throws IOException {
    try (RawPeer raw = RawPeer.connect(server.address())) {
      send(raw, bytes);
      assertThat(raw.closedByPeer()).isTrue();
    }
  }

  /// The other side may have closed before everything was sent.
  private static void send(RawPeer raw, byte[] bytes) throws IOException {
    try {
      raw.send(bytes);
    } catch (SocketException closed) {
      assertThat(raw.closedByPeer()).isTrue();
    }
  }

  private static CompletableFuture<Traffic> onLoop(TcpNode node) {
    CompletableFuture<Traffic> traffic =
        new CompletableFuture<>();
    node.loop().execute(() -> traffic.complete(node.transport().traffic()));
    return traffic;
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
