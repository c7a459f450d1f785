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
import dev.goalkeeper.store.wire.Limits;
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
  static final Address COORDINATOR = new Address("coordinator", 1);
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

  private BigCluster(int count, int segments, long seed, Consumer<String> progress) {
    this.world = World.simulated(seed).frugal();
    this.network = SimNetwork.reliable(world);
    this.progress = progress;
    this.segments = segments;
    world.watch(tally::fired);
    network.observe(tally);
    coordinator(world, network, REPLICAS, SEGMENT_BYTES);
    var plan = new BigServer.Plan(world, network, COORDINATOR, segments,
        Math.clamp(WINDOWS / count, WINDOWS_LEAST, WINDOWS_MOST));
    for (int i = 1; i <= count; i++) {
      servers.add(new BigServer(plan, new Address("server-" + i, 1)));
    }
  }

  /// Runs it.
  ///
  /// @param count servers, from five to [Limits#MEMBERS_MAX]
  /// @param segments of each
  /// @param progress is told what goes on, a line each
  /// @throws IllegalStateException if something fails, or takes too long
  public static BigReport run(int count, int segments, long seed, Consumer<String> progress) {
    if (count < REPLICAS + 2 || count > Limits.MEMBERS_MAX) {
      throw new IllegalArgumentException(
          "servers: " + (REPLICAS + 2) + " to " + Limits.MEMBERS_MAX + ", not " + count);
    }
    if (segments < 1 || segments > Limits.LOG_SEGMENTS_MAX) {
      throw new IllegalArgumentException(
          "segments: 1 to " + Limits.LOG_SEGMENTS_MAX + ", not " + segments);
    }
    return new BigCluster(count, segments, seed, progress).play();
  }

  private BigReport play() {
    servers.forEach(BigServer::start);
    until("all are enlisted", () -> allKnow(servers.size()));
    progress.accept("%,d servers are enlisted".formatted(servers.size()));
    servers.forEach(server -> server.fill(segments));
    until("every segment has its replicas", this::whole);
    progress.accept("%,d segments have their replicas, %,d".formatted(
        (long) servers.size() * segments, (long) servers.size() * segments * REPLICAS));
    tally.clear();
    world.run(REST);
    return crash(perServer(firings()));
  }

  private BigReport crash(double restFirings) {
    int before = servers.size();
    BigServer victim = servers.remove(before / 2);
    long lost = victim.held();
    victim.crash();
    tally.clear();
    long crashed = world.nanos();
    progress.accept("%s crashes, and %,d replicas with it".formatted(victim.address(), lost));
    until("the crash is known", () -> allKnow(servers.size()));
    until("every segment has its replicas again", this::whole);
    long restored = servers.stream().mapToLong(BigServer::restored).sum();
    return new BigReport(before, segments, lost, restored, restFirings, perServer(firings()),
        servers.stream().mapToLong(server -> tally.of(server.pool())).max().orElse(0),
        (double) (tally.of("Replica") + tally.of("Segment")) / restored,
        perServer(tally.requests().values().stream().mapToLong(Long::longValue).sum()),
        Duration.ofNanos(world.nanos() - crashed).toMillis(), world.steps());
  }

  private long firings() {
    return servers.stream().mapToLong(server -> tally.of(server.pool())).sum();
  }

  private double perServer(long all) {
    return (double) all / servers.size();
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
      if (world.nanos() >= end) {
        throw new IllegalStateException("not within " + PHASE_MAX + ": " + what);
      }
      world.run(GLANCE);
    }
  }

  /// Starts one, and waits until it leads.
  static void coordinator(
      SimulatedWorld world, SimNetwork network, int replicas, int segmentBytes) {
    Pool pool = Pool.named("coordinator-membership").world(world).failStop(thrown -> {
      throw new IllegalStateException("the coordinator failed", thrown);
    }).build();
    var receiver = new Receiver[1];
    SimTransport transport = network.attach(COORDINATOR, (envelope, message, responder) ->
        receiver[0].receive(envelope, message, responder));
    var options = new CoordinatorOptions(NAME, replicas, segmentBytes, Liveness.DEFAULT);
    receiver[0] = CoordinatorProcess.receiver(pool, transport, COORDINATOR,
        new Candidate(options, SimMetadata.reliable(world).open(), line -> {
          throw new IllegalStateException(line);
        }));
    world.run(GLANCE);
  }
}
