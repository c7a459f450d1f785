package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.BringTablet;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A server is drained while operations run and something comes in the way; then it is stopped, and
/// nothing is missing. A server that has nothing gets nothing as long as it is drained.
final class Drained {
  private static final String NAME = "elsewhere";

  /// Those below, and none at all.
  private static final int KINDS = 4;

  private static final Duration GLANCE = Duration.ofMillis(40);

  /// So many glances are far more than it takes, with deaths and all.
  private static final int GLANCES_MAX = 1_000;

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final Interference interference;
  private final DroppedTables.Victims victims;
  private final LastMoments.Expectation expect;
  private final RandomGenerator random;

  Drained(SimulatedWorld world, Cluster cluster, Interference interference,
      DroppedTables.Victims victims, LastMoments.Expectation expect) {
    this.world = world;
    this.cluster = cluster;
    this.interference = interference;
    this.victims = victims;
    this.expect = expect;
    this.random = world.random("drained");
  }

  /// @param number of what comes in the way; so that a few seeds have all
  void befall(Workload words, int operationsPerKey, long number) {
    victims.servers().allAreUp();
    List<SimProcess.Machine> owners = cluster.owners();
    SimProcess.Machine machine = owners.get(random.nextInt(owners.size()));
    ServerId id = cluster.idAt(machine);
    words.begin(operationsPerKey);
    hinder((int) (number % KINDS));
    if (drain(id)) {
      getsNothing(machine, id);
    }
    cluster.until("every operation ended", words::idle);
    victims.servers().kill(machine);
    cluster.until(id + " is given up", () -> !cluster.isUp(id));
    victims.servers().run();
    victims.servers().allAreUp();
    words.readAll();
  }

  private void hinder(int kind) {
    switch (kind) {
      case 0 -> meet(passage -> victims.servers().dies(passage.to()));
      case 1 -> meet(passage -> victims.coordinator().kill());
      case 2 -> meet(passage -> victims.coordinator().depose());
      default -> { }
    }
  }

  /// Somebody dies as one of the next tablets is to be brought to another server.
  private void meet(Consumer<Interference.Passage> dies) {
    interference.lose(passage -> {
      boolean met = passage.is(BringTablet.class);
      if (met) {
        world.schedule(0, () -> dies.accept(passage));
      }
      return met;
    });
  }

  /// Returns whether it was empty before it was given up.
  private boolean drain(ServerId id) {
    Outcome.OfDrain last = new Outcome.NotDone("not asked");
    for (int i = 0; i < GLANCES_MAX; i++) {
      last = cluster.ask(client -> client.drainServer(id, true));
      if (last instanceof Outcome.Draining(int left) && left == 0) {
        return true;
      }
      if (last instanceof Outcome.Refused refused
          && refused.reason() == Refusal.UNKNOWN_SUBJECT) {
        expect.accept(false, "drained is " + id + ", and it is not up: " + refused);
        return false;
      }
      world.run(GLANCE);
    }
    throw new IllegalStateException("drained is " + id + ", and it is not empty: " + last);
  }

  private void getsNothing(SimProcess.Machine machine, ServerId id) {
    Outcome.OfTable made = cluster.ask(client -> client.createTable(NAME));
    expect.accept(!(made instanceof Outcome.Served(Table table) && table.tablets().stream()
        .anyMatch(tablet -> tablet.owner().equals(id))),
        "drained is " + id + ", and it gets a new tablet: " + made);
    expect.accept(!cluster.status(machine.address()).contains("\"first\":"),
        "drained is " + id + ", and it serves something");
    var _ = cluster.ask(client -> client.dropTable(NAME));
  }
}
