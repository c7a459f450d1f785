package dev.goalkeeper.store.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.transport.TcpTransport;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.ClientLeased;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.RenewClient;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Callers that wait and do the client's work meanwhile, over real sockets. One process plays the
/// coordinator and the only master; it keeps the writes that it should keep.
@Timeout(60)
class StoreClientTest {
  private static final TableId ID = new TableId(1);
  private static final ServerId OWNER = ServerId.of(1, 1);
  private static final Bytes KEPT = Bytes.utf8("kept");
  private static final Bytes VALUE = Bytes.utf8("value");
  private static final Duration LONG = Duration.ofSeconds(50);
  private static final Duration SHORT = Duration.ofMillis(200);

  private final Queue<Responder> kept = new ConcurrentLinkedQueue<>();
  private final List<StoreClient> clients = new ArrayList<>();
  private TcpTransport server = TcpTransport.start("server");
  private final Address address = listen(new Address("127.0.0.1", 0));

  @AfterEach
  void stop() {
    clients.forEach(StoreClient::close);
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyThreadsShareAClientThatHasNone(boolean virtual) {
    StoreClient client = client(LONG);
    List<CompletableFuture<Integer>> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Bytes key = Bytes.utf8("key" + i);
      threads.add(start(virtual, () -> {
        int written = 0;
        for (int n = 0; n < 500; n++) {
          written += client.write("t", key, VALUE).equals(new Outcome.Written(1)) ? 1 : 0;
        }
        return written;
      }));
    }
    assertThat(threads).allSatisfy(each -> assertThat(each.join()).isEqualTo(500));
  }

  @Test
  void whoDrivesHandsOnAndWhoFollowsIsServed() {
    StoreClient client = client(LONG);
    var first = start(false, () -> client.write("t", KEPT, VALUE));
    awaitKept(1);
    var second = start(false, () -> client.write("t", KEPT, VALUE));
    awaitKept(2);
    assertThat(client.write("t", Bytes.utf8("other"), VALUE)).isEqualTo(new Outcome.Written(1));

    answerOldest();
    assertThat(first.join()).isEqualTo(new Outcome.Written(2));
    answerOldest();
    assertThat(second.join()).isEqualTo(new Outcome.Written(2));
  }

  @Test
  void closeEndsThoseWhoWait() {
    StoreClient client = client(LONG);
    List<CompletableFuture<Outcome.OfWrite>> writes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writes.add(start(false, () -> client.write("t", KEPT, VALUE)));
    }
    awaitKept(4);
    client.close();
    client.close();
    assertThat(writes).allSatisfy(write ->
        assertThat(write.join()).isEqualTo(new Outcome.Unknown("the client was closed")));
    assertThat(client.write("t", KEPT, VALUE))
        .isEqualTo(new Outcome.NotDone("the client is closed"));
  }

  @Test
  void manyThreadsWriteWhileTheClientIsClosed() {
    StoreClient client = client(LONG);
    assertThat(client.write("t", VALUE, VALUE)).isEqualTo(new Outcome.Written(1));
    List<CompletableFuture<Outcome.OfWrite>> last = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      last.add(start(i % 2 == 0, () -> {
        Outcome.OfWrite outcome = client.write("t", VALUE, VALUE);
        while (outcome instanceof Outcome.Written) {
          outcome = client.write("t", VALUE, VALUE);
        }
        return outcome;
      }));
    }
    client.close();
    assertThat(last).allSatisfy(each -> assertThat(each.join())
        .isInstanceOfAny(Outcome.Unknown.class, Outcome.NotDone.class));
  }

  @Test
  void deadlinePassesForWhoDrivesAndForWhoFollows() {
    StoreClient client = client(SHORT);
    assertThat(client.write("t", VALUE, VALUE)).isEqualTo(new Outcome.Written(1));
    var first = start(false, () -> client.write("t", KEPT, VALUE));
    var second = start(true, () -> client.write("t", KEPT, VALUE));
    assertThat(first.join()).isEqualTo(new Outcome.Unknown("no answer by its deadline"));
    assertThat(second.join()).isEqualTo(new Outcome.Unknown("no answer by its deadline"));
  }

  @Test
  void interruptedCallerHasItsOutcomeAndStaysInterrupted() {
    StoreClient client = client(LONG);
    var caller = new CompletableFuture<Thread>();
    var interrupted = start(false, () -> {
      caller.complete(Thread.currentThread());
      Outcome.OfWrite outcome = client.write("t", KEPT, VALUE);
      return Thread.interrupted() && outcome.equals(new Outcome.Written(2));
    });
    awaitKept(1);
    caller.join().interrupt();
    assertThat(client.write("t", VALUE, VALUE)).isEqualTo(new Outcome.Written(1));
    answerOldest();
    assertThat(interrupted.join()).isTrue();
  }

  @Test
  void serverThatDiesWhileACallerDrivesIsNoticed() {
    StoreClient client = client(LONG);
    var first = start(false, () -> client.write("t", KEPT, VALUE));
    awaitKept(1);
    var second = start(false, () -> client.write("t", KEPT, VALUE));
    awaitKept(2);
    server.close();
    assertThat(first.join()).isInstanceOf(Outcome.Unknown.class);
    assertThat(second.join()).isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void connectionThatWasClosedWhileNobodyWaitedIsSeenBeforeAnythingIsSent() {
    StoreClient client = client(LONG);
    assertThat(client.write("t", VALUE, VALUE)).isEqualTo(new Outcome.Written(1));
    server.close();
    server = TcpTransport.start("server");
    listen(address);
    assertThat(client.write("t", VALUE, VALUE))
        .as("sent to the dead, it would be unknown").isEqualTo(new Outcome.Written(1));
  }

  @Test
  void clientsThatShareAThreadEndByThemselves() {
    AsyncStoreClient first = AsyncStoreClient.connect(ClientOptions.of(address));
    AsyncStoreClient second = first.another(ClientOptions.of(address));
    assertThat(write(first)).isEqualTo(new Outcome.Written(1));
    Thread thread = loopOf(first);
    assertThat(loopOf(second)).isSameAs(thread);
    first.close();
    assertThat(first.closed().join()).isTrue();
    assertThat(write(second)).isEqualTo(new Outcome.Written(1));
    assertThat(write(first)).isInstanceOf(Outcome.NotDone.class);
    second.close();
    boolean alive = true;
    while (alive) {
      alive = thread.isAlive();
    }
    assertThat(thread.isAlive()).as("the last one ends it").isFalse();
  }

  private static Outcome.OfWrite write(AsyncStoreClient client) {
    return client.write("t", VALUE, VALUE).toCompletableFuture().join();
  }

  /// Each stage may be complete before it is asked, and then tells nothing.
  private static Thread loopOf(AsyncStoreClient client) {
    Thread found = Thread.currentThread();
    while (found == Thread.currentThread()) {
      found = client.write("t", VALUE, VALUE).thenApply(_ -> Thread.currentThread())
          .toCompletableFuture().join();
    }
    return found;
  }

  private StoreClient client(Duration deadline) {
    StoreClient client = StoreClient.connect(
        ClientOptions.of(address).withDeadline(deadline).withoutExactlyOnce());
    clients.add(client);
    return client;
  }

  private Address listen(Address at) {
    return server.listen(at, new Receiver() {
      @Override
      public void receive(Envelope envelope, Message request, Responder responder) {
        if (request instanceof GetTable) {
          responder.respond(new Table(ID, "t",
              List.of(new Tablet(ID, Tablet.HASH_FIRST, Tablet.HASH_LAST, OWNER, address, 0))));
        } else if (request instanceof RenewClient) {
          responder.respond(new ClientLeased(70, 10_000));
        } else if (request instanceof Write write && write.key().equals(KEPT)) {
          kept.add(responder);
        } else {
          responder.respond(new Written(1));
        }
      }
    });
  }

  private void answerOldest() {
    Responder oldest = kept.remove();
    server.loop().execute(() -> oldest.respond(new Written(2)));
  }

  /// The test's time-out bounds it.
  private void awaitKept(int count) {
    boolean there = false;
    while (!there) {
      there = kept.size() >= count;
    }
  }

  private static <R> CompletableFuture<R> start(boolean virtual, Supplier<R> work) {
    var end = new CompletableFuture<R>();
    Runnable whole = () -> {
      try {
        end.complete(work.get());
      } catch (RuntimeException | Error failed) {
        end.completeExceptionally(failed);
      }
    };
    if (virtual) {
      Thread.ofVirtual().start(whole);
    } else {
      Thread.ofPlatform().daemon().start(whole);
    }
    return end;
  }
}
