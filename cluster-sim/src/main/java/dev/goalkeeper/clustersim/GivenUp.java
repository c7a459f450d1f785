package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.RenewLease;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.List;

/// Servers that the cluster gives up, each alone: one that is dead, one that lives and is cut off,
/// and one that does not know itself under the name that it was given.
final class GivenUp {
  /// Longer than a server waits for an answer before it enlists again.
  private static final long ENLIST_LATE_NANOS = Duration.ofMillis(2_500).toNanos();

  /// Newer lists have come by then.
  private static final long OLD_NEWS_NANOS = Duration.ofMillis(1_500).toNanos();

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final Residents residents;
  private final Interference interference;
  private final Faults faults;
  private final LastMoments.Expectation expect;
  private boolean asked;

  GivenUp(SimulatedWorld world, Cluster cluster, Residents residents, Interference interference,
      Stage stage) {
    this.world = world;
    this.cluster = cluster;
    this.residents = residents;
    this.interference = interference;
    this.faults = stage.faults();
    this.expect = stage.expect();
  }

  /// What every scene has.
  record Stage(Faults faults, LastMoments.Expectation expect) {}

  /// Nobody starts it again until the cluster knows. A table that is made there meanwhile goes
  /// elsewhere. Somebody hears of the death again when it is no news any more.
  void deathIsNoticed(SimProcess.Machine spare) {
    ServerId dead = cluster.idAt(spare);
    interference.delay(passage -> passage.is(PushMembership.class)
        && !passage.to().equals(spare.address()), OLD_NEWS_NANOS);
    residents.kill(spare);
    Outcome.OfTable orphan =
        cluster.ask(client -> client.createTable("orphan", List.of(dead)));
    expect.accept(orphan instanceof Outcome.Served(var table)
        && !table.tablets().getFirst().owner().equals(dead), "a table on the dead: " + orphan);
    cluster.until(dead + " is given up", () -> !cluster.isUp(dead));
    cluster.run(spare);
    residents.allAreUp();
  }

  void givenUpWhileAlive(SimProcess.Machine spare) {
    SimProcess process = cluster.run(spare);
    cluster.until("the spare knows who it is",
        () -> cluster.status(spare.address()).contains("\"" + cluster.idAt(spare) + "\""));
    ServerId zombie = cluster.idAt(spare);
    faults.followed(Fault.PARTITION, () -> spare.address() + " is cut off");
    interference.cutOff(spare.address());
    cluster.until(zombie + " is given up", () -> !cluster.isUp(zombie));
    interference.reconnect(spare.address());
    residents.mayEnd(spare.address());
    cluster.until(zombie + " ends by itself", () -> !process.alive());
    cluster.run(spare);
    residents.allAreUp();
  }

  /// A server asks to be enlisted, and dies; it is started again, and enlisted. Then the request of
  /// its first start arrives, and counts as that of another life at its address. What tells it so
  /// gets lost at first. All of that rests on how long an answer takes: nothing may happen to the
  /// record meanwhile.
  void enlistedLate() {
    SimProcess.Machine machine = cluster.machine("late", Cluster.NAME);
    interference.hold(passage -> asks(machine, passage), world.nanos() + ENLIST_LATE_NANOS);
    cluster.run(machine);
    cluster.until("its first start asks", () -> asked);
    residents.kill(machine);
    interference.lose(passage -> passage.is(PushMembership.class)
        && passage.to().equals(machine.address()));
    interference.block(passage -> passage.is(RenewLease.class)
        && passage.from().equals(machine.address()));
    SimProcess process = cluster.run(machine);
    residents.mayEnd(machine.address());
    cluster.until("the life that it knows of ends",
        () -> !process.alive() || cluster.struck());
    interference.unblock();
    cluster.until("the life that it does not know of is given up", cluster::upAreThoseAlive);
    residents.add(machine);
    residents.allAreUp();
  }

  private boolean asks(SimProcess.Machine machine, Interference.Passage passage) {
    boolean asks = passage.is(Enlist.class) && passage.from().equals(machine.address());
    asked |= asks;
    return asks;
  }
}
