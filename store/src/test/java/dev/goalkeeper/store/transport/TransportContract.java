package dev.goalkeeper.store.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.WriteReplica;
import dev.goalkeeper.store.wire.WriteReplica.Step;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// What every [Transport] does, real or simulated: each runs these cases by extending this class.
public abstract class TransportContract {
  private static final TableId TABLE = new TableId(1);
  private static final Receiver PONGS = (_, _, responder) -> responder.respond(new Pong());

  /// A process of its own, with one transport that listens at one address.
  public interface Node {
    Address address();

    Transport transport();

    Loop loop();

    /// The process dies, without a word to anyone.
    void kill();
  }

  /// Starts a process that listens somewhere. It is killed after the test.
  protected abstract Node start(Receiver receiver);

  /// Starts a process at the address of one that was killed.
  protected abstract Node startAt(Address address, Receiver receiver);

  /// Waits, within a bound.
  protected abstract <T> T await(CompletableFuture<T> future);

  @Test
  void aCallIsAnswered() {
    Node server = start(
        (_, request, responder) -> responder.respond(new Value(1, ((Read) request).key())));
    Node client = start(PONGS);
    Bytes key = Bytes.utf8("SNOWMAN");
    assertThat(await(call(client, server, new Read(TABLE, key)).answer()))
        .isEqualTo(new Value(1, key));
  }

  @Test
  void theEnvelopeArrivesAsItWasSent() {
    Held held = new Held();
    Node server = start(held);
    Node client = start(PONGS);
    Envelope envelope = new Envelope(17, 3, ServerId.of(1, 2), ServerId.of(3, 4));
    Call call = new Call();
    client.transport().call(server.address(), envelope, new Ping(), call, call.token());
    await(held.arrived(1));
    assertThat(held.envelope(0)).isEqualTo(envelope);
  }

  @Test
  void answersMayBeHeldAndGivenLaterInAnyOrder() {
    Held held = new Held();
    Node server = start(held);
    Node client = start(PONGS);
    Call first = call(client, server, new Ping());
    Call second = call(client, server, new Ping());
    await(held.arrived(2));
    assertThat(first.answer()).isNotDone();
    respond(server, held, 1, new Absent());
    assertThat(await(second.answer())).isEqualTo(new Absent());
    assertThat(first.answer()).isNotDone();
    respond(server, held, 0, new Pong());
    assertThat(await(first.answer())).isEqualTo(new Pong());
  }

  @Test
  void requestsArriveInTheOrderOfTheirCalls() {
    int calls = 2_000;
    Held held = new Held();
    Node server = start(held);
    Node client = start(PONGS);
    List<Message> sent = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < calls; i++) {
      Message request = new Read(TABLE, Bytes.of(new byte[random.nextInt(1, 3_000)]));
      sent.add(request);
      call(client, server, request);
    }
    await(held.arrived(calls));
    assertThat(held.requests()).isEqualTo(sent);
  }

  @Test
  void theLargestMessagesArriveWhole() {
    Held held = new Held();
    Node server = start(held);
    Node client = start(PONGS);
    SplittableRandom random = new SplittableRandom(2);
    Write write = new Write(TABLE, randomBytes(random, Limits.KEY_BYTES_MAX),
        randomBytes(random, Limits.VALUE_BYTES_MAX), Condition.ALWAYS, Once.NONE, 0);
    Call call = call(client, server, write);
    await(held.arrived(1));
    assertThat(held.requests()).containsExactly(write);
    Value value = new Value(9, write.value());
    respond(server, held, 0, value);
    assertThat(await(call.answer())).isEqualTo(value);
  }

  @Test
  void aChunkOfTheLogIsThereWhileItIsReceived() {
    CompletableFuture<Bytes> received = new CompletableFuture<>();
    Node server = start((_, request, responder) -> {
      received.complete(Bytes.of(((WriteReplica) request).data().toArray(ValueLayout.JAVA_BYTE)));
      responder.respond(new Done());
    });
    Node client = start(PONGS);
    Bytes log = randomBytes(new SplittableRandom(3), Limits.CHUNK_BYTES_MAX);
    ReplicaId replica = new ReplicaId(ServerId.of(1, 1), new SegmentId(1), 1);
    Call call = call(client, server, new WriteReplica(replica, Step.EXTEND, 0, 64,
        MemorySegment.ofArray(log.array()), Certificate.NONE));
    assertThat(await(call.answer())).isEqualTo(new Done());
    assertThat(await(received)).isEqualTo(log);
  }

  @Test
  void callsFailWhenTheOtherProcessDies() {
    Held held = new Held();
    Node server = start(held);
    Node client = start(PONGS);
    List<Call> calls = List.of(call(client, server, new Ping()), call(client, server, new Ping()),
        call(client, server, new Ping()));
    await(held.arrived(3));
    server.kill();
    for (Call call : calls) {
      assertThat(await(call.failure())).isInstanceOf(TransportLost.class);
    }
  }

  @Test
  void callsToNobodyFail() {
    Node server = start(PONGS);
    server.kill();
    Node client = start(PONGS);
    for (int i = 0; i < 20; i++) {
      assertThat(await(call(client, server, new Ping()).failure()))
          .isInstanceOf(TransportLost.class);
    }
  }

  @Test
  void aProcessThatRestartsAtItsAddressIsFoundAgain() {
    Node server = start(PONGS);
    Node client = start(PONGS);
    await(call(client, server, new Ping()).answer());
    server.kill();
    await(call(client, server, new Ping()).failure());
    Node again = startAt(server.address(), PONGS);
    assertThat(await(callUntilAnswered(client, again))).isEqualTo(new Pong());
  }

  @Test
  void forgettingFailsWhatIsOutstandingAndDropsItsAnswers() {
    Held held = new Held();
    Node server = start(held);
    Node client = start(PONGS);
    Call call = call(client, server, new Ping());
    await(held.arrived(1));
    client.transport().forget(server.address());
    assertThat(await(call.failure())).isInstanceOf(TransportLost.class);
    respond(server, held, 0, new Pong());
    Call next = call(client, server, new Ping());
    Call after = call(client, server, new Ping());
    await(held.arrived(3));
    respond(server, held, 2, new Done());
    assertThat(await(after.answer())).isEqualTo(new Done());
    assertThat(next.answer()).isNotDone();
  }

  @Test
  void whatTheReceiverCausesIsSentToo() {
    Node last = start(PONGS);
    CompletableFuture<Node> middle = new CompletableFuture<>();
    middle.complete(start((envelope, request, responder) -> {
      Call onward = new Call();
      var _ = onward.answer().thenAccept(responder::respond);
      middle.join().transport().call(last.address(), envelope, request, onward, onward.token());
    }));
    Node client = start(PONGS);
    assertThat(await(call(client, middle.join(), new Ping()).answer())).isEqualTo(new Pong());
  }

  @Test
  void theReceiverHearsOfTheEndOfATurnAndMaySendThen() {
    Node server = start(new Receiver() {
      private final List<Responder> waiting = new ArrayList<>();

      @Override
      public void receive(Envelope envelope, Message request, Responder responder) {
        waiting.add(responder);
      }

      @Override
      public void turnEnded() {
        waiting.forEach(responder -> responder.respond(new Pong()));
        waiting.clear();
      }
    });
    Node client = start(PONGS);
    for (int i = 0; i < 10; i++) {
      assertThat(await(call(client, server, new Ping()).answer())).isEqualTo(new Pong());
    }
  }

  @Test
  void twoProcessesCallEachOther() {
    Node one = start(PONGS);
    Node two = start(PONGS);
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      calls.add(call(one, two, new Ping()));
      calls.add(call(two, one, new Ping()));
    }
    calls.forEach(call -> assertThat(await(call.answer())).isEqualTo(new Pong()));
  }

  @Test
  void aProcessMayCallItself() {
    Node node = start(PONGS);
    assertThat(await(call(node, node, new Ping()).answer())).isEqualTo(new Pong());
  }

  @Test
  void callbacksComeOnTheLoopAndNeverFromWithinTheCall() {
    Node server = start(PONGS);
    server.kill();
    Node client = start(PONGS);
    List<String> events = new ArrayList<>();
    Call call = new Call();
    var _ = call.answer().whenComplete((_, _) -> events.add("in loop: " + client.loop().inLoop()));
    on(client, () -> {
      client.transport().call(server.address(), Envelope.NONE, new Ping(), call, call.token());
      return events.add("called");
    });
    await(call.failure());
    assertThat(on(client, () -> List.copyOf(events))).containsExactly("called", "in loop: true");
  }

  @Test
  void aSecondAnswerToOneRequestIsRefused() {
    Held held = new Held();
    Node server = start(held);
    Call call = call(start(PONGS), server, new Ping());
    await(held.arrived(1));
    respond(server, held, 0, new Pong());
    await(call.answer());
    assertThatThrownBy(() -> respond(server, held, 0, new Pong()))
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aClosedTransportFailsCallsAndThrowsNothing() {
    Held held = new Held();
    Node server = start(held);
    Node client = start(PONGS);
    Call before = call(client, server, new Ping());
    await(held.arrived(1));
    client.transport().close();
    assertThat(await(before.failure())).isInstanceOf(TransportLost.class);
    assertThat(await(call(client, server, new Ping()).failure())).isInstanceOf(TransportLost.class);
    client.transport().forget(server.address());
    client.transport().close();
  }

  /// Calls from where the test runs, which is no thread of a node.
  protected final Call call(Node from, Node to, Message request) {
    Call call = new Call();
    from.transport().call(to.address(), Envelope.NONE, request, call, call.token());
    return call;
  }

  /// Runs something on a node's loop and waits for it.
  protected final <T> T on(Node node, Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    node.loop().execute(() -> {
      try {
        done.complete(work.get());
      } catch (RuntimeException thrown) {
        done.completeExceptionally(thrown);
      }
    });
    return await(done);
  }

  private void respond(Node server, Held held, int index, Message reply) {
    on(server, () -> {
      held.respond(index, reply);
      return true;
    });
  }

  /// Calls again a millisecond after each failure.
  private static CompletableFuture<Message> callUntilAnswered(Node from, Node to) {
    CompletableFuture<Message> answered = new CompletableFuture<>();
    callUntilAnswered(from, to, answered);
    return answered;
  }

  private static void callUntilAnswered(Node from, Node to, CompletableFuture<Message> answered) {
    Call call = new Call();
    var _ = call.answer().whenComplete((message, thrown) -> {
      if (thrown == null) {
        answered.complete(message);
      } else {
        from.loop().schedule(() -> callUntilAnswered(from, to, answered),
            TimeUnit.MILLISECONDS.toNanos(1));
      }
    });
    from.transport().call(to.address(), Envelope.NONE, new Ping(), call, call.token());
  }

  private static Bytes randomBytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
