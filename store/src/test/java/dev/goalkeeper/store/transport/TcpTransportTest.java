package dev.goalkeeper.store.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Write;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TcpTransportTest extends TransportContract {
  private static final Receiver PONGS = (_, _, responder) -> responder.respond(new Pong());
  private static final Bytes MEBIBYTE = Bytes.of(new byte[1 << 20]);

  private final List<TcpNode> nodes = new ArrayList<>();

  @AfterEach
  void killAll() {
    nodes.forEach(TcpNode::kill);
  }

  @Test
  void whatIsSentInOneTurnLeavesInOneFlushToEachPeer() {
    Held held = new Held();
    TcpNode server = start(held);
    TcpNode client = start(PONGS);
    call(client, server, new Ping());
    await(held.arrived(1));
    long before = on(client, client.transport()::traffic).flushes();
    on(client, () -> {
      for (int i = 0; i < 100; i++) {
        call(client, server, new Ping());
      }
      return true;
    });
    await(held.arrived(101));
    assertThat(on(client, client.transport()::traffic).flushes()).isEqualTo(before + 1);
  }

  @Test
  void transportWithoutAThreadCannotListen() {
    TcpTransport lent = TcpTransport.drivenByCallers();
    assertThatThrownBy(() -> lent.listen(TcpNode.ANYWHERE, PONGS))
        .isInstanceOf(IllegalStateException.class).hasMessage("who listens needs a thread");
    lent.close();
    assertThatThrownBy(lent::another).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void transportWithoutAThreadCallsWhileSomebodyWaits() {
    TcpNode server = start(PONGS);
    TcpTransport lent = TcpTransport.drivenByCallers();
    Call first = new Call();
    lent.call(server.address(), Envelope.NONE, new Ping(), first, first.token());
    assertThat(first.answer()).as("nobody has waited").isNotDone();
    assertThat(lent.waiting().join(first.answer())).isEqualTo(new Pong());
    lent.close();
    Call late = new Call();
    lent.call(server.address(), Envelope.NONE, new Ping(), late, late.token());
    assertThat(late.answer()).isCompletedExceptionally();
    lent.close();
  }

  @Test
  void answersToOneReadLeaveInOneFlush() {
    TcpNode server = start(PONGS);
    TcpNode client = start(PONGS);
    await(call(client, server, new Ping()).answer());
    long before = on(server, server.transport()::traffic).flushes();
    List<Call> calls = on(client, () -> {
      List<Call> made = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        made.add(call(client, server, new Ping()));
      }
      return made;
    });
    calls.forEach(call -> await(call.answer()));
    // 48,000 bytes of requests: a few reads, as TCP cuts them.
    assertThat(on(server, server.transport()::traffic).flushes()).isLessThan(before + 30);
  }

  @Test
  void aPortInUseIsNamedInOneLine() {
    TcpNode server = start(PONGS);
    TcpTransport other = TcpTransport.start("other");
    assertThatThrownBy(() -> other.listen(server.address(), PONGS))
        .isInstanceOf(CannotListen.class)
        .hasMessage("cannot listen on " + server.address() + " (Address already in use): "
            + "stop what listens there, or choose another host or port");
    other.close();
  }

  @Test
  void aHostIsFoundByItsName() {
    TcpNode server = start(PONGS);
    TcpNode client = start(PONGS);
    Address named = new Address("localhost", server.address().port());
    assertThat(await(callTo(client, named, new Ping()).answer())).isEqualTo(new Pong());
  }

  @Test
  void workThatNeverEndsDoesNotHoldUpWhatWasSent() {
    TcpNode server = start(PONGS);
    TcpNode client = start(PONGS);
    Call call = new Call();
    client.loop().execute(new Runnable() {
      @Override
      public void run() {
        if (!call.answer().isDone()) {
          client.loop().execute(this);
        }
      }
    });
    client.transport().call(server.address(), Envelope.NONE, new Ping(), call, call.token());
    assertThat(await(call.answer())).isEqualTo(new Pong());
  }

  @Test
  void anUnknownHostFailsTheCall() {
    TcpNode client = start(PONGS);
    Address nowhere = new Address("no-such-host.invalid", 1);
    assertThat(await(callTo(client, nowhere, new Ping()).failure()))
        .hasMessage("no answer from no-such-host.invalid:1: unknown host");
  }

  @Test
  void aRefusedConnectionSaysSoAndIsNotRetriedAtOnce() {
    TcpNode server = start(PONGS);
    server.kill();
    TcpNode client = start(PONGS);
    assertThat(await(call(client, server, new Ping()).failure()))
        .hasMessage("no answer from " + server.address() + ": Connection refused");
    List<String> failures = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      failures.add(await(call(client, server, new Ping()).failure()).getMessage());
    }
    assertThat(failures).anyMatch(line -> line.contains("the next is not yet due"));
  }

  @Test
  void aPeerThatDoesNotReadCannotMakeUsKeepMoreThanTheBound() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TcpNode client = start(PONGS);
      Address to = new Address("127.0.0.1", deaf.getLocalPort());
      Write write = new Write(
          new TableId(1), Bytes.utf8("k"), MEBIBYTE, Condition.ALWAYS, Once.NONE, 0);
      Call last = on(client, () -> {
        Call call = new Call();
        for (int i = 0; i <= 1 + Bounds.REQUEST_BYTES_MAX / MEBIBYTE.length(); i++) {
          call = callTo(client, to, write);
        }
        return call;
      });
      assertThat(await(last.failure())).hasMessageContaining("bytes wait to be sent");
    }
  }

  @Test
  void tooManyOutstandingCallsFailAtOnce() {
    Held held = new Held();
    TcpNode server = start(held);
    TcpNode client = start(PONGS);
    Call last = on(client, () -> {
      for (int i = 0; i < Bounds.CALLS_MAX; i++) {
        callTo(client, server.address(), new Ping());
      }
      return callTo(client, server.address(), new Ping());
    });
    assertThat(await(last.failure())).hasMessageContaining("calls are outstanding");
    await(held.arrived(Bounds.CALLS_MAX));
  }

  @Test
  void whoDoesNotReadItsAnswersGetsNoMoreOfThemMadeUntilItDoes() throws IOException {
    int requests = 100;
    List<Message> answered = new ArrayList<>();
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    TcpNode server = start((_, request, responder) -> {
      answered.add(request);
      responder.respond(new Value(1, MEBIBYTE));
      begun.complete(true);
    });
    try (RawPeer raw = RawPeer.connect(server.address())) {
      raw.sendHello();
      for (int i = 0; i < requests; i++) {
        raw.send(new Read(new TableId(1), Bytes.utf8("k" + i)));
      }
      await(begun);
      assertThat(on(server, answered::size)).isLessThan(requests);
      raw.readHello();
      for (int i = 0; i < requests; i++) {
        assertThat(raw.readFrameBytes()).isGreaterThan(MEBIBYTE.length());
      }
    }
    assertThat(on(server, answered::size)).isEqualTo(requests);
  }

  @Test
  void whoLetsHeldAnswersPileUpIsClosedAndTheOthersAreServed() throws IOException {
    // The system takes some megabytes before anything waits here.
    int requests = 2 * Bounds.REPLY_BYTES_MAX / MEBIBYTE.length();
    Held held = new Held();
    TcpNode server = start((envelope, request, responder) -> {
      if (request instanceof Read) {
        held.receive(envelope, request, responder);
      } else {
        responder.respond(new Pong());
      }
    });
    TcpNode client = start(PONGS);
    try (RawPeer raw = RawPeer.connect(server.address())) {
      raw.sendHello();
      for (int i = 0; i < requests; i++) {
        raw.send(new Read(new TableId(1), Bytes.utf8("k" + i)));
      }
      await(held.arrived(requests));
      for (int i = 0; i < requests; i++) {
        int next = i;
        on(server, () -> {
          held.respond(next, new Value(1, MEBIBYTE));
          return true;
        });
        assertThat(await(call(client, server, new Ping()).answer())).isEqualTo(new Pong());
      }
      assertThat(raw.closedByPeer()).isTrue();
    }
    assertThat(on(server, server.transport()::traffic).brokenConnections()).isEqualTo(1);
  }

  @Test
  void connectionsBeyondTheBoundAreClosedAndTheOthersServed() throws IOException {
    TcpNode server = start(PONGS);
    TcpNode client = start(PONGS);
    await(call(client, server, new Ping()).answer());
    List<Socket> sockets = new ArrayList<>();
    for (int i = 1; i < Bounds.INBOUND_CONNECTIONS_MAX; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), server.address().port()));
    }
    try (RawPeer tooMany = RawPeer.connect(server.address())) {
      assertThat(tooMany.closedByPeer()).isTrue();
    }
    assertThat(on(server, server.transport()::traffic).refusedConnections()).isEqualTo(1);
    assertThat(await(call(client, server, new Ping()).answer())).isEqualTo(new Pong());
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void aReceiverThatFailsFailsTheCall() {
    TcpNode server = start((_, _, _) -> {
      throw new IllegalStateException("planted");
    });
    TcpNode client = start(PONGS);
    assertThat(await(call(client, server, new Ping()).failure())).isInstanceOf(TransportLost.class);
  }

  @Test
  void theLoopRunsWhatItIsGivenInOrder() {
    TcpNode node = start(PONGS);
    List<Integer> ran = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      node.loop().execute(() -> ran.add(number));
    }
    assertThat(on(node, () -> List.copyOf(ran))).hasSize(100).isSorted();
    assertThat(on(node, node.loop()::inLoop)).isTrue();
    assertThat(node.loop().inLoop()).isFalse();
    CompletableFuture<Boolean> scheduled = new CompletableFuture<>();
    node.loop().schedule(() -> scheduled.complete(node.loop().inLoop()), 1_000_000);
    assertThat(await(scheduled)).isTrue();
  }

  @Override
  protected TcpNode start(Receiver receiver) {
    return startAt(TcpNode.ANYWHERE, receiver);
  }

  @Override
  protected TcpNode startAt(Address address, Receiver receiver) {
    TcpNode node = TcpNode.start(address, receiver);
    nodes.add(node);
    return node;
  }

  @Override
  protected <T> T await(CompletableFuture<T> future) {
    return Bounded.await(future);
  }

  private static Call callTo(TcpNode from, Address to, Message request) {
    Call call = new Call();
    from.transport().call(to, Envelope.NONE, request, call, call.token());
    return call;
  }
}
