package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.Refused;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What happens to a client's operation at its deadline.
final class LastMoments {
  /// So often a client asks in vain who serves a table, until an operation on it is late.
  private static final int MAPS_LOST = 7;

  /// A turn of a pool takes longer: what comes so late is seen together with the deadline.
  private static final long LAST_MOMENT_NANOS = 1_000;

  /// So often a client sends what nobody answers, until its deadline.
  private static final int TRIES = 3;

  /// A server is busy for longer.
  private static final long BUSY_NANOS = 1_000_000;

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final Interference interference;
  private final Consumer<SimProcess> busy;
  private final Expectation expect;

  /// What has to hold unless a process was made to die.
  @FunctionalInterface
  interface Expectation {
    void accept(boolean holds, String what);
  }

  /// @param busy keeps a process from working for a moment
  LastMoments(SimulatedWorld world, Cluster cluster, Interference interference,
      Consumer<SimProcess> busy, Expectation expect) {
    this.world = world;
    this.cluster = cluster;
    this.interference = interference;
    this.busy = busy;
    this.expect = expect;
  }

  /// A deadline passes while an answer that settles nothing is being looked at.
  void answersComeLate(Workload words) {
    KeyHistory history = words.histories().getFirst();
    SimProcess owner = words.owner(history);
    Supplier<Outcome> read = () -> cluster.ask(
        client -> client.read(words.table().name(), history.key()));
    long deadline = world.nanos() + Cluster.DEADLINE.toNanos();
    loseTries(TRIES - 1);
    interference.hold(passage -> passage.is(Read.class), deadline - BUSY_NANOS / 2);
    interference.hold(passage -> passage.is(Refused.class)
        && passage.from().equals(owner.address())
        && passage.to().equals(cluster.clientTransport().address()),
        deadline - LAST_MOMENT_NANOS);
    world.schedule(Cluster.DEADLINE.toNanos() - BUSY_NANOS, () -> busy.accept(owner));
    Outcome refused = read.get();
    expect.accept(refused instanceof Outcome.NotDone, "turned away, and late: " + refused);

    loseTries(TRIES);
    world.schedule(Cluster.DEADLINE.toNanos() - LAST_MOMENT_NANOS,
        () -> cluster.clientTransport().lost(owner.address()));
    Outcome lost = read.get();
    expect.accept(lost instanceof Outcome.NotDone, "harmless, and late: " + lost);

    for (int i = 0; i < MAPS_LOST; i++) {
      interference.lose(passage -> passage.is(GetTable.class));
    }
    Outcome unmapped = cluster.ask(client -> client.read("unheard of", history.key()));
    expect.accept(unmapped instanceof Outcome.NotDone, "without a map, and late: " + unmapped);
  }

  private void loseTries(int tries) {
    for (int i = 0; i < tries; i++) {
      interference.lose(passage -> passage.is(Read.class));
    }
  }
}
