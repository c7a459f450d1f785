package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.replication.ReplicationStatus;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.WriteReplica;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One seed of the replication simulation: masters write, segments roll and are freed, messages and
/// servers suffer what the seed drew, and the oracle watches. Then everything heals, and every
/// segment has to reach its R copies within a bound.
public final class ReplicationSimulation implements SimServer.BackupObserver {
  /// How long masters write and things go wrong.
  private static final Duration STORM = Duration.ofMillis(400);

  /// Time-out and longest rest of one write (1 s and 0.5 s with jitter), of which a replica may
  /// need a few in a row for header, data and footer, then the same for the successor that held it
  /// up.
  private static final Duration HEAL_MAX = Duration.ofSeconds(12);

  private static final long NOTICE_NANOS_MIN = Duration.ofMillis(5).toNanos();
  private static final long NOTICE_NANOS_SPREAD = Duration.ofMillis(40).toNanos();
  private static final Duration LATE_NOTICE = Duration.ofMillis(300);

  /// How often it looks whether all is healed.
  private static final Duration GLANCE = Duration.ofMillis(20);

  private static final List<Fault> FAULTS = List.of(
      Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.DUPLICATE, Fault.DELAY, Fault.REORDER,
      Fault.BACKUP_FULL, Fault.CRASH, Fault.SECOND_CRASH, Fault.LATE_NOTICE);

  private static final int VALUE_BYTES_MAX = 1_500;
  private static final int SMALL_DISK_FRAMES = 8;
  private static final int LARGE_DISK_FRAMES = 1_024;
  private static final int FRAME_BYTES = SimServer.SEGMENT_BYTES + (8 << 10);

  private final long seed;
  private final SimulatedWorld world;
  private final Swarm swarm;
  private final FaultCounts faults = FaultCounts.of(FAULTS);
  private final RandomGenerator random;
  private final LinkFaults links;
  private final SimNetwork network;
  private final DiskView disks = new DiskView();
  private final ReplicationOracle oracle;
  private final List<SimServer> servers = new ArrayList<>();
  private final Map<ServerId, LogPosition> acknowledged = new HashMap<>();
  private final Map<ServerId, List<SegmentId>> freed = new HashMap<>();
  private @Nullable Throwable failure;
  private long version;
  private long healedBy;
  private int notices;
  private long acknowledgements;
  private long appended;

  private ReplicationSimulation(
      long seed, Consumer<SimulatedWorld> preparation, PointCrash crash) {
    this.seed = seed;
    this.world = World.simulated(seed);
    preparation.accept(world);
    crash.arm(world, this::crashAtPoint);
    this.swarm = crash.planned() ? Swarm.draw(seed).withRoomForCrash() : Swarm.draw(seed);
    this.random = world.random("scenario");
    this.links = new LinkFaults(world.random("links"), faults);
    swarm.chances().forEach(links::with);
    this.network = new SimNetwork(world, links);
    this.oracle = new ReplicationOracle(swarm.replicas(), disks);
    network.observe(this::sent);
  }

  /// Runs one seed.
  ///
  /// @throws SimulationFailure if an invariant breaks, a rule throws, or healing takes too long
  public static SimulationReport run(long seed) {
    return run(seed, world -> {});
  }

  /// Runs one seed in a world that is prepared first, for instance with an action left out.
  public static SimulationReport run(long seed, Consumer<SimulatedWorld> preparation) {
    return run(seed, preparation, PointCrash.none());
  }

  /// Runs one seed in which a server dies at a certain point.
  static SimulationReport run(
      long seed, Consumer<SimulatedWorld> preparation, PointCrash crash) {
    var simulation = new ReplicationSimulation(seed, preparation, crash);
    try {
      simulation.start();
      simulation.storm();
      simulation.heal();
    } catch (RuntimeException | AssertionError broken) { // whatever breaks is told with its seed
      throw new SimulationFailure(seed, Simulation.REPLICATION.replay(seed, crash), broken);
    }
    return simulation.report();
  }

  @Override
  public void answered(SimServer backup, WriteReplica write, Message answer) {
    if (!(answer instanceof Done)) {
      countFull(answer);
      return;
    }
    LogSegment segment = segment(write);
    if (segment != null) {
      if (write.opens()) {
        disks.read(backup, segment.master(), segment.id());
      } else {
        disks.readAgain(backup, segment.master(), segment.id());
      }
      disks.compare(backup, segment);
      oracle.written(backup.id(), segment);
    }
  }

  @Override
  public void freed(SimServer backup, FreeReplica free) {
    disks.read(backup, free.replica().master(), free.replica().segment());
  }

  private void start() {
    int frames = swarm.frames() == 0 ? SMALL_DISK_FRAMES : LARGE_DISK_FRAMES;
    var plan = new SimServer.Plan(
        world, network, swarm.replicas(), (long) frames * FRAME_BYTES + FRAME_BYTES, this,
        thrown -> failure = thrown);
    for (int i = 1; i <= swarm.servers(); i++) {
      var member = new Member(
          ServerId.of(i, 1), new Address("10.0.0." + i, 7_000), "", Member.Status.UP);
      servers.add(new SimServer(plan, member));
    }
    Membership list = membership();
    servers.forEach(server -> server.apply(list));
  }

  private void storm() {
    for (int i = 0; i < swarm.writes(); i++) {
      world.schedule(random.nextLong(STORM.toNanos()), this::write);
    }
    for (int i = 0; i < swarm.writes() / 16; i++) {
      world.schedule(random.nextLong(STORM.toNanos()), this::free);
    }
    for (int i = 0; i < swarm.crashes(); i++) {
      Fault fault = i == 0 ? Fault.CRASH : Fault.SECOND_CRASH;
      world.schedule(random.nextLong(STORM.toNanos()), () -> crash(fault));
    }
    pass(STORM);
  }

  private void heal() {
    links.heal();
    servers.forEach(server -> server.disk().grow((long) LARGE_DISK_FRAMES * FRAME_BYTES));
    Membership last = membership();
    servers.forEach(server -> server.apply(last));
    pass(LATE_NOTICE);
    healedBy = world.nanos() + HEAL_MAX.toNanos();
    while (!healed() && world.nanos() < healedBy) {
      pass(GLANCE);
    }
    if (!healed()) {
      throw new AssertionError("not healed after " + HEAL_MAX.toSeconds() + " s: " + unhealed());
    }
    checkFinal();
  }

  private void pass(Duration spell) {
    world.run(spell);
    Throwable thrown = failure;
    if (thrown != null) {
      throw new AssertionError("a rule or event threw: " + thrown.getMessage(), thrown);
    }
  }

  private void write() {
    SimServer master = servers.get(random.nextInt(servers.size()));
    byte[] value = new byte[1 + random.nextInt(VALUE_BYTES_MAX)];
    random.nextBytes(value);
    if (master.alive() && master.append(value, end -> acknowledge(master, end))) {
      appended++;
    }
  }

  private void acknowledge(SimServer master, LogPosition end) {
    oracle.acknowledged(master.id(), end);
    acknowledged.put(master.id(), end);
    acknowledgements++;
  }

  private void free() {
    SimServer master = servers.get(random.nextInt(servers.size()));
    if (!master.alive() || !master.log().opened()) {
      return;
    }
    SegmentId oldest = master.log().segments().getFirst().id();
    List<SegmentId> gone = freed.computeIfAbsent(master.id(), id -> new ArrayList<>());
    if (!gone.contains(oldest) && master.replication().closed(oldest)) {
      gone.add(oldest);
      master.pool().event("free", () -> master.replication().free(oldest));
    }
  }

  private void crash(Fault fault) {
    SimServer victim = servers.get(random.nextInt(servers.size()));
    if (victim.alive()) {
      crash(victim, fault);
    }
  }

  private void crashAtPoint(Pool pool) {
    servers.stream().filter(server -> server.pool() == pool)
        .forEach(server -> crash(server, Fault.CRASH));
  }

  private void crash(SimServer victim, Fault fault) {
    faults.happened(fault);
    victim.crash(network);
    Membership list = membership();
    boolean late = random.nextBoolean();
    for (SimServer server : servers) {
      long notice = NOTICE_NANOS_MIN + random.nextLong(NOTICE_NANOS_SPREAD);
      if (late && random.nextBoolean()) {
        faults.happened(Fault.LATE_NOTICE);
        notice += LATE_NOTICE.toNanos();
      }
      notices++;
      world.schedule(notice, () -> {
        notices--;
        server.apply(list);
      });
    }
    healedBy = world.nanos() + HEAL_MAX.toNanos();
  }

  private Membership membership() {
    List<Member> members = servers.stream().map(server -> new Member(
        server.id(), server.member().address(), "",
        server.alive() ? Member.Status.UP : Member.Status.CRASHED)).toList();
    return new Membership(++version, members);
  }

  private void sent(Address from, Address to, Message message) {
    if (message instanceof WriteReplica write) {
      LogSegment segment = segment(write);
      if (segment != null) {
        oracle.sent(write, segment);
      }
    }
  }

  private @Nullable LogSegment segment(WriteReplica write) {
    SimServer master = servers.get(write.replica().master().index() - 1);
    SegmentId id = write.replica().segment();
    return isFreed(master, id) ? null : master.log().segment(id);
  }

  private boolean isFreed(SimServer master, SegmentId segment) {
    return freed.getOrDefault(master.id(), List.of()).contains(segment);
  }

  private void countFull(Message answer) {
    if (answer instanceof Refused refused && refused.reason() == Refusal.NO_SPACE) {
      faults.happened(Fault.BACKUP_FULL);
    }
  }

  private boolean healed() {
    return notices == 0 && servers.stream().filter(SimServer::alive).allMatch(server -> {
      ReplicationStatus status = server.replication().status();
      return status.underReplicated() == 0 && status.heldAnswers() == 0
          && status.segments().size() == server.log().segments().size();
    }) && leftovers().isEmpty();
  }

  private String unhealed() {
    var text = new StringBuilder();
    for (SimServer server : servers) {
      if (server.alive()) {
        server.pool().tasks().stream()
            .map(task -> server.pool().explain(task))
            .filter(words -> words.contains("(waits)") || words.contains("(fires)"))
            .forEach(text::append);
      }
    }
    return text.append(leftovers()).toString();
  }

  /// Replicas of freed segments that live backups still keep for live masters.
  private List<String> leftovers() {
    var left = new ArrayList<String>();
    freed.forEach((master, segments) -> {
      if (server(master).alive()) {
        segments.forEach(segment -> left.addAll(kept(master, segment)));
      }
    });
    return left;
  }

  private List<String> kept(ServerId master, SegmentId segment) {
    return disks.holders(master, segment).entrySet().stream()
        .filter(held -> server(held.getKey()).alive())
        .map(held -> held.getValue().replica() + " at " + held.getKey()).toList();
  }

  /// After healing: distinct live backups, and nothing acknowledged is lost, also of dead masters;
  /// and nobody holds on to a connection to the dead.
  private void checkFinal() {
    servers.stream().filter(SimServer::alive).forEach(this::checkHungUp);
    for (SimServer master : servers) {
      for (LogSegment segment : master.log().segments()) {
        if (!isFreed(master, segment.id())) {
          checkSegment(master, segment);
        }
      }
    }
  }

  private void checkHungUp(SimServer live) {
    for (SimServer other : servers) {
      if (!other.alive() && network.waits(live.member().address(), other.member().address())) {
        throw new AssertionError(live.id() + " still waits for answers of " + other.id()
            + ", which is dead");
      }
    }
  }

  private void checkSegment(SimServer master, LogSegment segment) {
    LogPosition upTo = acknowledged.getOrDefault(master.id(), new LogPosition(SegmentId.NONE, 0));
    int order = segment.id().compareTo(upTo.segment());
    int needed = order < 0 ? segment.length() : order == 0 ? upTo.offset() : 0;
    long live = disks.holders(master.id(), segment.id()).entrySet().stream()
        .filter(held -> server(held.getKey()).alive() && !held.getKey().equals(master.id()))
        .filter(held -> held.getValue().complete()
            && held.getValue().certificate().length() >= needed)
        .count();
    if (live < (master.alive() ? swarm.replicas() : needed > 0 ? 1 : 0)) {
      throw new AssertionError("segment " + segment.id() + " of " + master.id() + " has " + live
          + " live replicas with its " + needed + " acknowledged bytes");
    }
  }

  private SimServer server(ServerId id) {
    return servers.get(id.index() - 1);
  }

  private SimulationReport report() {
    var firings = new Firings();
    servers.forEach(server -> firings.add(server.pool().firings()));
    return new SimulationReport(
        seed, world.hash(), firings, faults, world.steps(), acknowledgements, appended);
  }
}
