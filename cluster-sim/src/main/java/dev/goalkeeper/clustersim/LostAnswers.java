package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.RenewClient;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.Versions;
import dev.goalkeeper.store.wire.WriteReplica;
import dev.goalkeeper.store.wire.Written;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/// A client to whom no answer comes through, who asks again until it has one; then it has no lease
/// any more; then it dies. Every version of its key is made by one of its writes.
final class LostAnswers {
  private static final Bytes KEY = Bytes.utf8("of the guest");
  private static final Outcome.NotDone DEAD = new Outcome.NotDone("the client is dead");

  /// So often a client sends what nobody answers, until its deadline.
  private static final int TRIES = 3;

  /// Of a lease, until whoever keeps something for it has asked about it.
  private static final Duration LEASE_OVER = Duration.ofSeconds(16);

  /// A client has lost its patience with a server by then, and has asked again.
  private static final Duration COMES_AGAIN = Duration.ofMillis(2_200);

  /// Until the client hears of it there, so that no master has to tell it.
  private static final Duration TOLD_BY_THE_COORDINATOR = Duration.ofSeconds(4);

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final Interference interference;
  private final LastMoments.Expectation expect;
  private final Cluster.Guest guest;
  private final Table table;
  private final Bytes beside;

  LostAnswers(SimulatedWorld world, Cluster cluster, Interference interference,
      LastMoments.Expectation expect, Table table) {
    this.world = world;
    this.cluster = cluster;
    this.interference = interference;
    this.expect = expect;
    this.guest = cluster.guest();
    this.table = table;
    this.beside = IntStream.iterate(1, i -> i + 1).mapToObj(i -> Bytes.utf8("beside " + i))
        .filter(key -> table.tablet(KeyHash.of(key)).equals(table.tablet(KeyHash.of(KEY))))
        .findFirst().orElseThrow();
  }

  /// @param meanwhile happens while its lease ends, for which it would have to wait
  void befall(Runnable meanwhile) {
    Outcome first = write("1");
    long version = first instanceof Outcome.Written(long made) ? made : Versions.FIRST;
    expect.accept(first.equals(new Outcome.Written(version)), "written: " + first);

    Outcome second = oneOfTwo(version + 1);
    isWritten(second, version + 1);
    lose(TRIES);
    isWritten(retried(write("3")), version + 2);
    comesAgainBeforeItIsSafe(version + 3);

    interference.block(passage -> passage.is(RenewClient.class) && ours(passage.from()));
    lose(TRIES);
    Outcome unknown = write("4");
    leaseEnds(meanwhile);
    interference.unblock();
    if (world.random("lost answers").nextBoolean()) {
      world.run(TOLD_BY_THE_COORDINATOR);
      interference.block(passage -> passage.is(Refused.class) && ours(passage.to()));
    }
    isWritten(write("5"), version + 5);
    interference.unblock();
    Outcome never = retried(unknown);
    expect.accept(never instanceof Outcome.Unknown || never.equals(DEAD),
        "what came of it is known, and the lease has ended: " + never);
    guest.process().crash();
  }

  /// The answer to one of two gets lost, and the other's comes, from the same master.
  private Outcome oneOfTwo(long version) {
    lose(1);
    CompletionStage<Outcome.OfWrite> one = begun(KEY, "2");
    Outcome other = told(begun(beside, "2"));
    expect.accept(other instanceof Outcome.Written || other.equals(DEAD),
        "took effect once, beside version " + version + ": " + other);
    return told(one);
  }

  /// No backup hears of it until it has come twice.
  private void comesAgainBeforeItIsSafe(long version) {
    interference.block(passage -> passage.is(WriteReplica.class));
    CompletionStage<Outcome.OfWrite> write = begun(KEY, "safe");
    world.run(COMES_AGAIN);
    expect.accept(!write.toCompletableFuture().isDone(),
        "acknowledged as it came again, with 0 replicas: " + version);
    interference.unblock();
    isWritten(retried(told(write)), version);
  }

  private void leaseEnds(Runnable meanwhile) {
    long end = world.nanos() + LEASE_OVER.toNanos();
    meanwhile.run();
    world.run(Duration.ofNanos(Math.max(0, end - world.nanos())));
  }

  private void isWritten(Outcome outcome, long version) {
    expect.accept(outcome.equals(new Outcome.Written(version)),
        "took effect once, as version " + version + ": " + outcome);
  }

  private void lose(int answers) {
    for (int i = 0; i < answers; i++) {
      interference.lose(passage -> passage.is(Written.class) && ours(passage.to()));
    }
  }

  private boolean ours(Object address) {
    return address.equals(guest.process().address());
  }

  private Outcome write(String value) {
    return told(begun(KEY, value));
  }

  private CompletionStage<Outcome.OfWrite> begun(Bytes key, String value) {
    return guest.client().write(table.name(), key, Bytes.utf8(value));
  }

  private Outcome retried(Outcome outcome) {
    return outcome instanceof Outcome.Unknown unknown
        ? told(guest.client().retry(unknown)) : outcome;
  }

  private Outcome told(CompletionStage<? extends Outcome> stage) {
    var asked = stage.toCompletableFuture();
    cluster.answered(() -> asked.isDone() || !guest.process().alive());
    return asked.isDone() ? asked.join() : DEAD;
  }
}
