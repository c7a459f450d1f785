package dev.goalkeeper.bench;

import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes that go on while something else happens: so many under way at a time, on one connection.
/// The client's thread counts, others look.
public final class SteadyWrites {
  private static final int UNDER_WAY = 16;

  private final AsyncStoreClient client;
  private final String table;
  private final Workload workload;
  private final CompletableFuture<?>[] ends =
      Stream.generate(CompletableFuture::new).limit(UNDER_WAY).toArray(CompletableFuture<?>[]::new);

  private volatile boolean stopping;
  private final AtomicLong written = new AtomicLong();
  private final AtomicReference<Wait> longest = new AtomicReference<>(Wait.NONE);
  private volatile String failure = "";
  private int number;

  /// How many were acknowledged by a moment.
  public record Count(long written, long nanos) {
    /// Writes in a second between that moment and a later one.
    public double perSecondUntil(Count later) {
      return (later.written - written) * 1e9 / Math.max(1, later.nanos - nanos);
    }
  }

  /// How long a write waited for its acknowledgement.
  ///
  /// @param end how many had been acknowledged when that one was
  public record Wait(long nanos, Count end) {
    static final Wait NONE = new Wait(0, new Count(0, 0));
  }

  public SteadyWrites(AsyncStoreClient client, String table, Workload workload) {
    this.client = client;
    this.table = table;
    this.workload = workload;
  }

  public void start() {
    IntStream.range(0, UNDER_WAY).forEach(this::next);
  }

  /// How far it is.
  ///
  /// @throws NotMeasured if a write was not acknowledged
  public Count count() {
    if (!failure.isEmpty()) {
      throw new NotMeasured(failure);
    }
    return new Count(written.get(), System.nanoTime());
  }

  /// The longest that any one write has waited since it was last [forgotten][#forgetWaits].
  public Wait longestWait() {
    return longest.get();
  }

  /// From now on the longest wait is looked for anew.
  public void forgetWaits() {
    longest.set(Wait.NONE);
  }

  /// Ends, once what is under way has ended.
  public void stop() {
    stopping = true;
    CompletableFuture.allOf(ends).join();
  }

  private void next(int chain) {
    long sentNanos = System.nanoTime();
    client.write(table, workload.key(number++), workload.value())
        .thenAccept(outcome -> ended(chain, outcome, System.nanoTime() - sentNanos));
  }

  private void ended(int chain, Outcome.OfWrite outcome, long tookNanos) {
    long count = written.incrementAndGet();
    if (tookNanos > longest.get().nanos()) {
      longest.set(new Wait(tookNanos, new Count(count, System.nanoTime())));
    }
    if (!(outcome instanceof Outcome.Written)) {
      failure = "a write was not acknowledged: " + outcome;
      stopping = true;
    }
    if (stopping) {
      ends[chain].complete(null);
    } else {
      next(chain);
    }
  }
}
