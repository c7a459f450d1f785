package dev.goalkeeper.bench;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// Writes through the store's own clients: a caller that waits for each, or chains of writes of
/// which each begins when the one before has ended. Each connection is a client of its own; those
/// of the chains share one thread, as the connections of [RawWrites] do.
public final class StoreWrites implements Subject {
  /// Chains begin one after the other, and go on at different keys.
  private static final int STRIDE = 16;

  private final ClientOptions options;
  private final String table;
  private final Workload workload;
  private final StoreClient caller;
  private final List<AsyncStoreClient> clients = new ArrayList<>();

  public StoreWrites(ClientOptions options, String table, Workload workload) {
    this.options = options;
    this.table = table;
    this.workload = workload;
    this.caller = StoreClient.connect(options);
    this.clients.add(AsyncStoreClient.connect(options));
  }

  @Override
  public Sample write(Load load, Duration time) {
    while (clients.size() < load.connections()) {
      clients.add(clients.getFirst().another(options));
    }
    long startNanos = System.nanoTime();
    long endNanos = startNanos + time.toNanos();
    Histogram nanos = load.equals(Load.ONE_CLIENT) ? waiting(endNanos) : chained(load, endNanos);
    return Sample.of(nanos, System.nanoTime() - startNanos);
  }

  @Override
  public void close() {
    caller.close();
    clients.forEach(AsyncStoreClient::close);
    clients.clear();
  }

  private Histogram waiting(long endNanos) {
    var nanos = new Histogram(3);
    long sentNanos = System.nanoTime();
    for (int number = 0; sentNanos < endNanos; number++) {
      requireWritten(caller.write(table, workload.key(number), workload.value()));
      long now = System.nanoTime();
      nanos.recordValue(now - sentNanos);
      sentNanos = now;
    }
    return nanos;
  }

  private Histogram chained(Load load, long endNanos) {
    List<Chain> chains = IntStream.range(0, load.connections() * load.outstanding())
        .mapToObj(i -> new Chain(clients.get(i % load.connections()), i, endNanos))
        .toList();
    chains.forEach(Chain::next);
    var all = new Histogram(3);
    for (Chain chain : chains) {
      requireWritten(chain.last.join());
      all.add(chain.nanos);
    }
    return all;
  }

  private static void requireWritten(Outcome.OfWrite outcome) {
    if (!(outcome instanceof Outcome.Written)) {
      throw new NotMeasured("a write was not acknowledged: " + outcome);
    }
  }

  /// One write at a time, until the time is over or one is not acknowledged. Its client's thread
  /// has it until its last write has ended.
  private final class Chain {
    private final AsyncStoreClient client;
    private final long endNanos;
    private final Histogram nanos = new Histogram(3);
    private final CompletableFuture<Outcome.OfWrite> last = new CompletableFuture<>();
    private int number;

    Chain(AsyncStoreClient client, int number, long endNanos) {
      this.client = client;
      this.number = number;
      this.endNanos = endNanos;
    }

    void next() {
      long sentNanos = System.nanoTime();
      client.write(table, workload.key(number), workload.value())
          .thenAccept(outcome -> written(outcome, sentNanos));
      number += STRIDE;
    }

    private void written(Outcome.OfWrite outcome, long sentNanos) {
      long now = System.nanoTime();
      nanos.recordValue(now - sentNanos);
      if (now < endNanos && outcome instanceof Outcome.Written) {
        next();
      } else {
        last.complete(outcome);
      }
    }
  }
}
