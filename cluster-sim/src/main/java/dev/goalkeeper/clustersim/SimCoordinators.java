package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedProcess;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.coordinator.Liveness;
import dev.goalkeeper.store.wire.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The coordinators of a simulated cluster, one after the other at one address: when one dies
/// another is started, and leads once the session of the one before is over. One that is deposed
/// while it lives goes on for a while, since it does not know.
final class SimCoordinators {
  private static final CoordinatorOptions OPTIONS = new CoordinatorOptions(
      Cluster.NAME, Cluster.REPLICAS, Cluster.SEGMENT_BYTES, Liveness.DEFAULT);

  private static final Duration RESTART_MAX = Duration.ofMillis(600);

  /// So much longer than its session one that was deposed hears nothing of the store.
  private static final long DEAF_NANOS_SPREAD = Duration.ofSeconds(3).toNanos();

  private final SimulatedWorld world;
  private final SimNetwork network;
  private final SimMetadata metadata;
  private final Consumer<SimProcess> enroll;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final List<Seat> seats = new ArrayList<>();
  private @Nullable Seat current;

  /// A process and its door to the store.
  private record Seat(SimProcess process, SimMetadataStore store) {}

  /// How one loses its office while it lives.
  enum Deposition {
    /// It hears nothing of the store, and goes on.
    CUT_OFF_FROM_STORE,
    /// Neither does any server hear of it.
    ISOLATED,
    /// It is stopped, and goes on as if nothing had been.
    STOPPED
  }

  /// @param enroll is told of each process
  SimCoordinators(SimulatedWorld world, SimNetwork network, SimMetadata metadata,
      Consumer<SimProcess> enroll) {
    this.world = world;
    this.network = network;
    this.metadata = metadata;
    this.enroll = enroll;
    this.random = world.random("coordinators");
    this.clocks = new Clocks(world);
  }

  SimMetadata metadata() {
    return metadata;
  }

  /// Starts one, in the place of the one that is there.
  void start() {
    SimulatedProcess runs = clocks.any();
    SimMetadataStore store = metadata.open(runs);
    current = new Seat(launch(runs, Cluster.COORDINATOR, store), store);
    seats.add(current);
  }

  private SimProcess launch(SimulatedProcess runs, Address address, SimMetadataStore store) {
    SimProcess process = SimProcess.coordinator(network, runs, address,
        new SimProcess.Candidature(OPTIONS, store), this::died);
    enroll.accept(process);
    return process;
  }

  /// Starts one that finds another cluster's records, at an address where nobody looks for it.
  SimProcess startMisled() {
    SimulatedProcess runs = clocks.any();
    return launch(runs, new Address("misled", 1), metadata.open(runs).foreign());
  }

  /// What the one that is there sends by.
  SimTransport transport() {
    return leading().process().transport();
  }

  /// True of each that ever was.
  boolean isOne(SimProcess process) {
    return seats.stream().anyMatch(seat -> seat.process() == process);
  }

  /// The one that is there dies, and another is started some time later.
  void crash() {
    Seat dying = current;
    if (dying != null && dying.process().alive()) {
      dying.process().crash();
      died(dying);
    }
  }

  /// That process has died of something else.
  void died(SimProcess process) {
    seats.stream().filter(seat -> seat.process() == process).forEach(this::died);
  }

  private void died(Seat seat) {
    seat.store().die();
    if (seat == current) {
      world.schedule(random.nextLong(RESTART_MAX.toNanos()), () -> replace(seat));
    }
  }

  /// Unless another one has taken its place meanwhile.
  private void replace(Seat dead) {
    if (dead == current) {
      start();
    }
  }

  /// The one that is there loses its session, and another takes its place; it lives on.
  ///
  /// @return the one that does not know yet
  SimProcess depose(Deposition how) {
    long deafNanos = SimMetadata.SESSION.toNanos() + random.nextLong(DEAF_NANOS_SPREAD);
    return depose(how, Duration.ofNanos(deafNanos));
  }

  /// The same.
  ///
  /// @param deaf how long it hears nothing of the store
  SimProcess depose(Deposition how, Duration deaf) {
    Seat deposed = leading();
    SimProcess process = deposed.process();
    deposed.store().cutOff();
    switch (how) {
      case CUT_OFF_FROM_STORE -> { }
      case ISOLATED -> process.transport().isolate();
      case STOPPED -> process.stop();
    }
    world.schedule(deaf.toNanos(), () -> goesOn(deposed, how));
    start();
    return process;
  }

  /// Whom no server hears must not be heard by the store before another one leads: it would give
  /// all servers up.
  private void goesOn(Seat deposed, Deposition how) {
    if (how == Deposition.ISOLATED && !metadata.isLedByAnother(deposed.store())) {
      world.schedule(SimMetadata.SESSION.toNanos(), () -> goesOn(deposed, how));
      return;
    }
    deposed.store().reconnect();
    deposed.process().goOn();
  }

  private Seat leading() {
    Seat seat = current;
    if (seat == null) {
      throw new IllegalStateException("nobody leads");
    }
    return seat;
  }
}
