package dev.goalkeeper.clustersim.big;

import dev.goalkeeper.clustersim.SimDisk;
import dev.goalkeeper.clustersim.SimNetwork;
import dev.goalkeeper.clustersim.SimTransport;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Row;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.server.ServerOptions;
import dev.goalkeeper.store.server.StoreServer;
import dev.goalkeeper.store.transport.Receiver;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// A whole cluster in which one server has all the data that there is. It crashes, the others take
/// it over, and that takes as long as the messages that they exchange: see [Costs].
public final class BigRecovery {
  private static final String NAME = "big";
  private static final String TABLE = "table";
  private static final int REPLICAS = 3;

  /// All that is written is there four times, and on simulated disks thrice as often.
  private static final int SEGMENTS_MAX = 2_000;

  private static final int SEGMENT_BYTES_LEAST = 16 << 10;

  /// A digest may list so many segments in a quarter of one, and others follow.
  private static final int BYTES_PER_SEGMENT = 4 * 2 * Long.BYTES * 2;

  private static final int VALUE_BYTES = 1_000;
  private static final int WRITES_AT_ONCE = 256;
  private static final long DISK_BYTES = 8L << 30;
  private static final long MEMORY_BYTES = 2L << 30;
  private static final Duration GLANCE = Duration.ofMillis(5);

  /// How long any one phase may take, in simulated time.
  private static final Duration PHASE_MAX = Duration.ofMinutes(10);
  private static final Address CLIENT = new Address("client", 1);

  private final SimulatedWorld world;
  private final SimNetwork network;
  private final Costs costs;
  private final List<Server> servers = new ArrayList<>();
  private final AsyncStoreClient client;
  private final int segments;
  private final int segmentBytes;
  private long planned;
  private long asked;
  private long fetched;
  private long replayed;
  private long ended;
  private int parts;
  private int writes;
  private int acknowledged;

  private record Server(Address address, Pool pool, StoreServer store) {}

  private BigRecovery(int count, int segments, long seed) {
    this.world = World.simulated(seed).frugal();
    this.network = SimNetwork.reliable(world);
    this.segments = segments;
    this.segmentBytes =
        Math.max(SEGMENT_BYTES_LEAST, Integer.highestOneBit(segments * BYTES_PER_SEGMENT - 1));
    this.costs = new Costs(world, segmentBytes);
    network.detour(costs);
    world.watch(this::fired);
    BigCluster.coordinator(world, network, REPLICAS, segmentBytes);
    for (int i = 1; i <= count; i++) {
      servers.add(server(new Address("server-" + i, 1)));
    }
    Pool pool = Pool.named("client").world(world).build();
    SimTransport transport = network.attach(CLIENT, (envelope, message, responder) -> { });
    this.client =
        new AsyncStoreClient(pool, transport, ClientOptions.of(BigCluster.COORDINATOR));
  }

  /// Runs it.
  ///
  /// @param count servers, from five to [Limits#MEMBERS_MAX]
  /// @param segments of the one that crashes
  /// @param progress is told what goes on, a line each
  /// @throws IllegalStateException if something fails, or takes too long
  public static RecoveryLine run(int count, int segments, long seed, Consumer<String> progress) {
    if (count < REPLICAS + 2 || count > Limits.MEMBERS_MAX) {
      throw new IllegalArgumentException(
          "servers: " + (REPLICAS + 2) + " to " + Limits.MEMBERS_MAX + ", not " + count);
    }
    if (segments < 1 || segments > SEGMENTS_MAX) {
      throw new IllegalArgumentException("segments: 1 to " + SEGMENTS_MAX + ", not " + segments);
    }
    return new BigRecovery(count, segments, seed).play(progress);
  }

  private RecoveryLine play(Consumer<String> progress) {
    until("all are enlisted", () -> up().size() == servers.size());
    Member victim = up().getLast();
    await(client.createTable(TABLE, List.of(victim.id())));
    long objects = (long) segments * segmentBytes / (VALUE_BYTES + 100);
    write(objects);
    until("all is written", () -> acknowledged == objects);
    world.run(Duration.ofSeconds(1));
    progress.accept("%,d servers are up, %,d segments are written".formatted(
        servers.size(), segments));
    costs.charge();
    Server dying = servers.stream()
        .filter(server -> server.address().equals(victim.address())).findFirst().orElseThrow();
    servers.remove(dying);
    dying.pool().close();
    network.crash(dying.address());
    until("all is recovered", () -> ended > 0);
    await(client.read(TABLE, key(1)));
    return new RecoveryLine(servers.size() + 1, parts,
        segments * Costs.SEGMENT_BYTES / 1e9, seconds(planned - asked),
        seconds(fetched - planned), seconds(replayed - planned), seconds(ended - asked));
  }

  private static double seconds(long nanos) {
    return nanos / 1e9;
  }

  private void write(long objects) {
    while (writes - acknowledged < WRITES_AT_ONCE && writes < objects) {
      writes++;
      client.write(TABLE, key(writes), Bytes.of(new byte[VALUE_BYTES])).thenAccept(outcome -> {
        if (!(outcome instanceof Outcome.Written)) {
          throw new IllegalStateException("a write ended as " + outcome);
        }
        acknowledged++;
        world.schedule(0, () -> write(objects));
      });
    }
  }

  private static Bytes key(int number) {
    return Bytes.utf8("key-" + number);
  }

  private void fired(Task<?> task, Row<?> row) {
    switch (task.getClass().getSimpleName() + " " + row.name()) {
      case "CrashRecovery K1" -> asked = asked == 0 ? world.nanos() : asked;
      case "CrashRecovery K2" -> planned = world.nanos();
      case "CrashRecovery K3" -> ended = world.nanos();
      case "Replay L4" -> parts++;
      case "Replay L5" -> replayed = world.nanos();
      case "SegmentReplay Y4" -> fetched = world.nanos();
      default -> { }
    }
  }

  private List<Member> up() {
    return await(client.membership()) instanceof Outcome.Listed listed
        ? listed.membership().members().stream().filter(Member::up).toList() : List.of();
  }

  private <O> O await(CompletionStage<O> stage) {
    var future = stage.toCompletableFuture();
    until("an answer", future::isDone);
    return future.join();
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

  private Server server(Address address) {
    Pool pool = Pool.named("replication of " + address).world(world).failStop(thrown -> {
      throw new IllegalStateException("a server failed", thrown);
    }).build();
    var receiver = new Receiver[1];
    SimTransport transport = network.attach(address, (envelope, message, responder) ->
        receiver[0].receive(envelope, message, responder));
    var options =
        new ServerOptions(NAME, BigCluster.COORDINATOR, "", DISK_BYTES, MEMORY_BYTES);
    var store = new StoreServer(new StoreServer.Seams(
        pool, transport, new SimDisk("disk of " + address, DISK_BYTES), Runnable::run),
        options, line -> {
          throw new IllegalStateException(address + " ended: " + line);
        });
    receiver[0] = store.receiver();
    store.start(address);
    return new Server(address, pool, store);
  }
}
