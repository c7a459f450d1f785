package dev.goalkeeper.clustersim.big;

import dev.goalkeeper.clustersim.SimMetadata;
import dev.goalkeeper.clustersim.SimNetwork;
import dev.goalkeeper.clustersim.SimTransport;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.coordinator.Liveness;
import dev.goalkeeper.store.server.Candidate;
import dev.goalkeeper.store.server.CoordinatorProcess;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.wire.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Many servers with many segments each. One crashes, and every replica that it had is made anew;
/// counted is what that takes.
public final class BigCluster {
  private static final String NAME = "big";
  private static final int REPLICAS = 3;
  private static final int SEGMENT_BYTES = 1 << 20;
  private static final Address COORDINATOR = new Address("coordinator", 1);
  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final Duration REST = Duration.ofSeconds(1);

  /// Of frames' files that differ, in all; 64 KiB each. A disk has no fewer than are written at
  /// once, with what is freed meanwhile.
  private static final int WINDOWS = 4_000;

  private static final int WINDOWS_LEAST = 4;
  private static final int WINDOWS_MOST = 64;

  /// How long any one phase may take, in simulated time.
  private static final Duration PHASE_MAX = Duration.ofMinutes(5);

  private final SimulatedWorld world;
  private final SimNetwork network;
  private final Tally tally = new Tally();
  private final Consumer<String> progress;
  private final int segments;
  private final List<BigServer> servers = new ArrayList<>();
  private Receiver coordinator = (envelope, message, responder) -> { };

  private BigCluster(int count, int segments, long seed, Consumer<String> progress) {
    this.world = World.simulated(seed).frugal();
    this.network = SimNetwork.reliable(world);
    this.progress = progress;
    this.segments = segments;
    world.watch(tally::fired);
    network.observe(tally);
    startCoordinator();
    var plan = new BigServer.Plan(world, network, COORDINATOR, segments,
        Math.clamp(WINDOWS / count, WINDOWS_LEAST, WINDOWS_MOST));
    for (int i = 1; i <= count; i++) {
      servers.add(new BigServer(plan, new Address("server-" + i, 1)));
    }
  }

  /// Runs it.
  ///
  /// @param count servers, at least five
  /// @param segments of each
  /// @param progress is told what goes on, a line each
  public static BigReport run(int count, int segments, long seed, Consumer<String> progress) {
    return new BigCluster(count, segments, seed, progress).play();
  }

  private BigReport play() {
    long begun = System.currentTimeMillis();
    servers.forEach(BigServer::start);
    until("all are enlisted", () -> allKnow(servers.size()));
    progress.accept("enlisted: " + tally.requests() + " " + (System.currentTimeMillis() - begun));
    servers.forEach(server -> server.fill(segments));
    until("every segment has its replicas", this::whole);
    progress.accept("filled: " + tally.tables() + " " + (System.currentTimeMillis() - begun)
        + " heap " + heap());
    tally.clear();
    world.run(REST);
    progress.accept("rest: " + tally.tables() + " " + tally.requests() + " "
        + (System.currentTimeMillis() - begun));
    BigServer victim = servers.remove(servers.size() / 2);
    int held = victim.held();
    victim.crash();
    tally.clear();
    long crashed = world.nanos();
    until("the crash is known", () -> allKnow(servers.size()));
    progress.accept("known after " + (world.nanos() - crashed) / 1_000_000 + " ms");
    until("every segment has its replicas again", this::whole);
    long restored = servers.stream().mapToLong(BigServer::restored).sum();
    progress.accept("repaired: " + held + " " + restored + " " + (world.nanos() - crashed) / 1_000_000
        + " ms " + tally.tables() + " " + tally.requests() + " "
        + (System.currentTimeMillis() - begun));
    return new BigReport();
  }

  private static long heap() {
    System.gc();
    Runtime r = Runtime.getRuntime();
    return (r.totalMemory() - r.freeMemory()) >> 20;
  }

  private boolean whole() {
    return servers.stream().allMatch(BigServer::whole);
  }

  private boolean allKnow(int up) {
    return servers.stream().allMatch(server -> server.knows(up));
  }

  private void until(String what, BooleanSupplier fact) {
    long end = world.nanos() + PHASE_MAX.toNanos();
    while (!fact.getAsBoolean()) {
      if (world.nanos() >= end) { servers.getFirst().debug();
        throw new IllegalStateException("not within " + PHASE_MAX + ": " + what);
      }
      world.run(GLANCE);
    }
  }

  private void startCoordinator() {
    Pool pool = Pool.named("coordinator-membership").world(world).failStop(thrown -> {
      throw new IllegalStateException("the coordinator failed", thrown);
    }).build();
    SimTransport transport = network.attach(COORDINATOR, (envelope, message, responder) ->
        coordinator.receive(envelope, message, responder));
    var options = new CoordinatorOptions(NAME, REPLICAS, SEGMENT_BYTES, Liveness.DEFAULT);
    var store = SimMetadata.reliable(world).open();
    coordinator = CoordinatorProcess.receiver(pool, transport, COORDINATOR,
        new Candidate(options, store, line -> {
          throw new IllegalStateException(line);
        }));
    world.run(GLANCE);
  }
}
