package dev.goalkeeper.bench;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// Reads or writes through the store's own clients: a caller that waits for each, or chains of
/// calls of which each begins when the one before has ended. Each connection is a client of its
/// own; those of the chains share one thread, as the connections of [RawCalls] do.
public final class StoreCalls implements Subject {
  /// Chains begin one after the other, and go on at different keys.
  private static final int STRIDE = 16;

  private final ClientOptions options;
  private final Kind kind;
  private final StoreClient caller;
  private final List<AsyncStoreClient> clients = new ArrayList<>();

  /// What is called, about the key whose turn it is.
  private interface Kind {
    Outcome wait(StoreClient client, int number);

    CompletionStage<? extends Outcome> begin(AsyncStoreClient client, int number);

    boolean brings(Outcome outcome);
  }

  private record Writes(String table, Workload workload) implements Kind {
    @Override
    public Outcome wait(StoreClient client, int number) {
      return client.write(table, workload.key(number), workload.value());
    }

    @Override
    public CompletionStage<? extends Outcome> begin(AsyncStoreClient client, int number) {
      return client.write(table, workload.key(number), workload.value());
    }

    @Override
    public boolean brings(Outcome outcome) {
      return outcome instanceof Outcome.Written;
    }
  }

  private record Reads(String table, Workload workload) implements Kind {
    @Override
    public Outcome wait(StoreClient client, int number) {
      return client.read(table, workload.key(number));
    }

    @Override
    public CompletionStage<? extends Outcome> begin(AsyncStoreClient client, int number) {
      return client.read(table, workload.key(number));
    }

    @Override
    public boolean brings(Outcome outcome) {
      return outcome instanceof Outcome.Value value
          && value.bytes().length() == workload.value().length();
    }
  }

  private StoreCalls(ClientOptions options, Kind kind) {
    this.options = options;
    this.kind = kind;
    this.caller = StoreClient.connect(options);
    this.clients.add(AsyncStoreClient.connect(options));
  }

  /// Objects of a workload, written again and again.
  public static StoreCalls writes(ClientOptions options, String table, Workload workload) {
    return new StoreCalls(options, new Writes(table, workload));
  }

  /// Objects of a workload, which have been written before.
  public static StoreCalls reads(ClientOptions options, String table, Workload workload) {
    return new StoreCalls(options, new Reads(table, workload));
  }

  @Override
  public Sample call(Load load, Duration time) {
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
      require(kind.wait(caller, number));
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
      require(chain.last.join());
      all.add(chain.nanos);
    }
    return all;
  }

  private void require(Outcome outcome) {
    if (!kind.brings(outcome)) {
      throw new NotMeasured("a call did not bring what it should: " + outcome);
    }
  }

  /// One call at a time, until the time is over or one does not bring what it should. Its client's
  /// thread has it until its last call has ended.
  private final class Chain {
    private final AsyncStoreClient client;
    private final long endNanos;
    private final Histogram nanos = new Histogram(3);
    private final CompletableFuture<Outcome> last = new CompletableFuture<>();
    private int number;

    Chain(AsyncStoreClient client, int number, long endNanos) {
      this.client = client;
      this.number = number;
      this.endNanos = endNanos;
    }

    void next() {
      long sentNanos = System.nanoTime();
      kind.begin(client, number).thenAccept(outcome -> ended(outcome, sentNanos));
      number += STRIDE;
    }

    private void ended(Outcome outcome, long sentNanos) {
      long now = System.nanoTime();
      nanos.recordValue(now - sentNanos);
      if (now < endNanos && kind.brings(outcome)) {
        next();
      } else {
        last.complete(outcome);
      }
    }
  }
}
