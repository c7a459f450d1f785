package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.Item;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Writes objects with a bounded number of writes under way, and notes in a journal what was
/// acknowledged, as it is acknowledged.
///
/// One thread submits, the client's thread acknowledges, and others look: state is this object's
/// own, under its lock.
final class Loader {
  /// Keeps four masters busy; more would only make each write wait longer in line.
  private static final int OUTSTANDING_MAX = 256;

  private final AsyncStoreClient client;
  private final Table table;
  private final Rounds items;
  private final Journal.Writer journal;
  private final Semaphore slots = new Semaphore(OUTSTANDING_MAX);
  private final Thread thread = Thread.ofPlatform().name("loader").unstarted(this::submitAll);
  private final Histogram micros = new Histogram(3);
  private final SortedSet<ServerId> masters = new TreeSet<>();
  private long startNanos;
  private long endNanos;
  private long unanswered;
  private final Map<ServerId, Item> samples = new HashMap<>();
  private boolean stopping;
  private boolean abandoned;
  private @Nullable RuntimeException failure;

  /// What was loaded, and how fast.
  ///
  /// @param acknowledged writes
  /// @param unanswered writes of which nobody can tell whether they took effect
  /// @param maxMicros the longest that any one write waited
  record Summary(
      long acknowledged,
      long unanswered,
      double perSecond,
      long p50Micros,
      long p99Micros,
      long maxMicros) {}

  Loader(AsyncStoreClient client, Table table, Rounds items, Journal.Writer journal) {
    this.client = client;
    this.table = table;
    this.items = items;
    this.journal = journal;
  }

  void start() {
    startNanos = System.nanoTime();
    thread.start();
  }

  /// Submits no more, and waits until every write that was submitted has ended.
  void stop() {
    synchronized (this) {
      stopping = true;
    }
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Failed("interrupted while loading");
    }
    journal.flush();
  }

  /// Submits no more and waits for no answer, since nobody is left to give one. What comes still is
  /// not looked at: the journal has all that was acknowledged until now.
  void abandon() {
    synchronized (this) {
      stopping = true;
      abandoned = true;
      endNanos = System.nanoTime();
    }
    slots.release(2 * OUTSTANDING_MAX);
    stop();
  }

  /// Some object of those that the server served first.
  synchronized Item sample(ServerId server) {
    Item found = samples.get(server);
    if (found == null) {
      throw new IllegalStateException("nothing was written to " + server);
    }
    return found;
  }

  /// What ended the loading early.
  synchronized Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /// The masters that have been given something to write. They are all that there will be once
  /// [#roundComplete].
  synchronized SortedSet<ServerId> masters() {
    return new TreeSet<>(masters);
  }

  synchronized boolean roundComplete() {
    return items.complete() > 0;
  }

  synchronized Summary summary() {
    long until = endNanos == 0 ? System.nanoTime() : endNanos;
    long count = micros.getTotalCount();
    return new Summary(
        count,
        unanswered,
        count * 1e9 / Math.max(1, until - startNanos),
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(99),
        micros.getMaxValue());
  }

  private void submitAll() {
    try {
      for (Item item = advance(); item != null; item = advance()) {
        slots.acquireUninterruptibly();
        submit(item);
      }
    } catch (RuntimeException failed) {
      fail(failed);
    }
    slots.acquireUninterruptibly(OUTSTANDING_MAX);
    synchronized (this) {
      endNanos = abandoned ? endNanos : System.nanoTime();
    }
  }

  private synchronized @Nullable Item advance() {
    if (stopping || failure != null) {
      return null;
    }
    Item item = items.next();
    if (items.complete() == 0) {
      masters.add(owner(item));
      samples.putIfAbsent(owner(item), item);
    }
    return item;
  }

  private void submit(Item item) {
    long sentNanos = System.nanoTime();
    client.write(table.name(), item.key(), item.value())
        .thenAccept(outcome -> ended(item, outcome, sentNanos))
        .whenComplete((_, _) -> slots.release());
  }

  private synchronized void ended(Item item, Outcome.OfWrite outcome, long sentNanos) {
    if (abandoned) {
      return;
    }
    switch (outcome) {
      case Outcome.Written(long version) -> {
        micros.recordValue((System.nanoTime() - sentNanos) / 1_000);
        journal(item, version);
      }
      case Outcome.Unknown _ -> unanswered++;
      case Outcome.Refused(var reason, String text) ->
          fail(new Failed(item.origin() + ": refused, " + reason + ": " + text));
      case Outcome.NotDone(String text) -> fail(new Failed(item.origin() + ": " + text));
      case Outcome.Mismatch mismatch -> fail(new Failed(item.origin() + ": " + mismatch));
    }
  }

  /// Who served it when the table was made.
  private ServerId owner(Item item) {
    return table.tablet(KeyHash.of(item.key())).owner();
  }

  private void journal(Item item, long version) {
    try {
      journal.written(table.id(), item.key(), version, item.value());
    } catch (RuntimeException failed) {
      fail(failed);
    }
  }

  /// The first failure is the one that matters.
  private synchronized void fail(RuntimeException failed) {
    failure = failure == null ? failed : failure;
  }
}
