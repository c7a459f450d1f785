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

/// Writes through the store's own clients: callers that wait for each, one for each connection, or
/// chains of writes over one connection, each of which begins when the one before has ended.
public final class StoreWrites implements Subject {
  /// Chains begin one after the other, and go on at different keys.
  private static final int STRIDE = 16;

  private final ClientOptions options;
  private final String table;
  private final Workload workload;
  private final List<StoreClient> callers = new ArrayList<>();
  private final AsyncStoreClient async;

  public StoreWrites(ClientOptions options, String table, Workload workload) {
    this.options = options;
    this.table = table;
    this.workload = workload;
    this.async = AsyncStoreClient.connect(options);
  }

  @Override
  public Sample write(Load load, Duration time) {
    while (callers.size() < load.connections()) {
      callers.add(StoreClient.connect(options));
    }
    long startNanos = System.nanoTime();
    long endNanos = startNanos + time.toNanos();
    Histogram nanos = load.outstanding() == 1
        ? waiting(load.connections(), endNanos)
        : chained(load.outstanding(), endNanos);
    return Sample.of(nanos, System.nanoTime() - startNanos);
  }

  @Override
  public void close() {
    callers.forEach(StoreClient::close);
    callers.clear();
    async.close();
  }

  /// Each caller is a thread; a single one is this.
  private Histogram waiting(int count, long endNanos) {
    if (count == 1) {
      return waiting(0, callers.getFirst(), endNanos);
    }
    var histograms = IntStream.range(0, count)
        .mapToObj(i -> {
          var end = new CompletableFuture<Histogram>();
          Thread.ofPlatform().daemon().start(() -> {
            try {
              end.complete(waiting(i, callers.get(i), endNanos));
            } catch (RuntimeException failed) {
              end.completeExceptionally(failed);
            }
          });
          return end;
        })
        .toList();
    var all = new Histogram(3);
    histograms.forEach(each -> all.add(each.join()));
    return all;
  }

  private Histogram waiting(int first, StoreClient client, long endNanos) {
    var nanos = new Histogram(3);
    long sentNanos = System.nanoTime();
    for (int number = first; sentNanos < endNanos; number += STRIDE) {
      requireWritten(client.write(table, workload.key(number), workload.value()));
      long now = System.nanoTime();
      nanos.recordValue(now - sentNanos);
      sentNanos = now;
    }
    return nanos;
  }

  private Histogram chained(int outstanding, long endNanos) {
    List<Chain> chains = IntStream.range(0, outstanding)
        .mapToObj(i -> new Chain(async, i, endNanos))
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
