package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.Item;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.TcpTransport;
import dev.goalkeeper.store.wire.Absent;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Value;
import dev.goalkeeper.store.wire.Write;
import dev.goalkeeper.store.wire.Written;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// A client that asks stopped servers for what they had served, and whom nobody has told that
/// others serve it now. Whatever they grant after that is a zombie's work.
///
/// It begins once they are stopped, and they go on once others serve: so each answer comes too late
/// to be right.
final class Zombies implements AutoCloseable {
  private static final Duration ASK_EVERY = Duration.ofMillis(5);

  /// Requests that wait for the stopped: they are to find some when they go on.
  private static final int WAITING_MAX = 64;

  private final TcpTransport transport = TcpTransport.start("zombies");
  private final List<Fleet.Node> stopped;
  private final TableId table;
  private final Probe probe;
  private final Semaphore waiting = new Semaphore(WAITING_MAX);
  private final Semaphore end = new Semaphore(0);
  private final Thread thread = Thread.ofPlatform().name("zombies").unstarted(this::ask);
  private final LongAdder reads = new LongAdder();
  private final LongAdder writes = new LongAdder();
  private final LongAdder asked = new LongAdder();

  /// What a server is asked for.
  @FunctionalInterface
  interface Probe {
    /// Some object of those that the server had served.
    Item of(ServerId server);
  }

  /// What they granted.
  ///
  /// @param asked requests that were sent to them
  record Count(long asked, long reads, long writes) {
    static final Count NONE = new Count(0, 0, 0);
  }

  Zombies(List<Fleet.Node> stopped, TableId table, Probe probe) {
    this.stopped = List.copyOf(stopped);
    this.table = table;
    this.probe = probe;
  }

  void start() {
    thread.start();
  }

  Count count() {
    return new Count(asked.sum(), reads.sum(), writes.sum());
  }

  @Override
  public void close() {
    end.release();
    transport.close();
  }

  private void ask() {
    while (!ended()) {
      for (Fleet.Node server : stopped) {
        Item item = probe.of(server.id());
        send(server, new Read(table, item.key()));
        send(server,
            new Write(table, item.key(), item.value(), Condition.ALWAYS, Once.NONE, 0));
      }
    }
  }

  private boolean ended() {
    try {
      return end.tryAcquire(ASK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void send(Fleet.Node server, Request request) {
    if (waiting.tryAcquire()) {
      asked.increment();
      transport.call(server.address(), new Envelope(0, 0, ServerId.NONE, server.id()), request,
          new Answered(), 0);
    }
  }

  private final class Answered implements Completion<Message> {
    @Override
    public void complete(long token, Message answer) {
      if (answer instanceof Value || answer instanceof Absent) {
        reads.increment();
      } else if (answer instanceof Written) {
        writes.increment();
      }
      waiting.release();
    }

    @Override
    public void fail(long token, Throwable cause) {
      waiting.release();
    }
  }
}
