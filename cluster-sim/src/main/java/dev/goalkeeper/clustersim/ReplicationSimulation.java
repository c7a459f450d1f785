package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.replication.ReplicationOptions;
import dev.goalkeeper.store.wire.Address;
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
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One seed of the replication simulation: masters write, segments roll and are freed, messages and
/// servers suffer what the seed drew, and the oracle watches. Then everything heals, and every
/// segment has to reach its R copies within a bound.
public final class ReplicationSimulation
    implements SimServer.BackupObserver, SimCoordinator.Witness {
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
      Fault.CORRUPTED,
      Fault.BACKUP_FULL, Fault.CRASH, Fault.SECOND_CRASH, Fault.LATE_NOTICE, Fault.FALSE_DEATH,
      Fault.FALSE_DEATH_AT_RECORD, Fault.SLOW_BACKUP, Fault.SLOW_COORDINATOR);

  private static final LogPosition NOTHING = new LogPosition(SegmentId.NONE, 0);

  /// Who was given up and has nothing to do is told at last.
  private static final long FAREWELL_NANOS = Duration.ofMillis(1_500).toNanos();

  /// Longer than a backup may be late before it is given up.
  private static final long SLOW_NANOS = Duration.ofMillis(2_500).toNanos();

  private static final int VALUE_BYTES_MAX = 1_500;
  private static final int SMALL_DISK_FRAMES = 8;
  private static final int LARGE_DISK_FRAMES = 1_024;
  private static final int FRAME_BYTES = SimServer.SEGMENT_BYTES + (8 << 10);

  private final Trial trial;
  private final SimulatedWorld world;
  private final Swarm swarm;
  private final Faults faults;
  private final RandomGenerator random;
  private final LinkFaults links;
  private final SimNetwork network;
  private final DiskView disks = new DiskView();
  private final ReplicationOracle oracle;
  private final SimCoordinator coordinator;
  private final RecoveryOracle recovery;
  private final List<SimServer> servers = new ArrayList<>();
  private final Map<ServerId, LogPosition> acknowledged = new HashMap<>();
  private @Nullable Throwable failure;
  private long healedBy;
  private long acknowledgements;
  private long appended;

  private ReplicationSimulation(Trial trial) {
    this.trial = trial;
    this.world = World.simulated(trial.seed());
    trial.preparation().accept(world);
    trial.crash().arm(world, this::crashAtPoint);
    var swarm = Swarm.draw(trial.seed());
    this.swarm = trial.crash().planned() ? swarm.withRoomForCrash() : swarm;
    this.faults = new Faults(world::nanos, trial, FAULTS);
    this.random = world.random("scenario");
    this.links = new LinkFaults(world.random("links"), faults);
    swarm.chances().forEach(links::with);
    this.network = new SimNetwork(world, links);
    this.oracle = new ReplicationOracle(swarm.replicas(), disks);
    this.coordinator = new SimCoordinator(this);
    this.recovery = new RecoveryOracle(disks, coordinator, id -> server(id).alive());
    network.observe(this::sent);
  }

  /// Runs one seed.
  ///
  /// @throws SimulationFailure if an invariant breaks, a rule throws, or healing takes too long
  static SimulationReport run(Trial trial) {
    var simulation = new ReplicationSimulation(trial);
    try {
      simulation.start();
      simulation.storm();
      simulation.heal();
    } catch (RuntimeException | AssertionError broken) { // whatever breaks is told with its seed
      throw new SimulationFailure(Simulation.REPLICATION, trial, broken);
    }
    return simulation.report();
  }

  @Override
  public void answered(SimServer backup, WriteReplica write, Message answer) {
    ServerId master = write.replica().master();
    if (answer instanceof Refused refused) {
      if (refused.reason() == Refusal.NO_SPACE) {
        faults.followed(Fault.BACKUP_FULL, () -> backup.id() + " has no room");
      }
      return;
    }
    if (write.opens()) {
      disks.read(backup, master, write.replica().segment());
    } else {
      disks.readAgain(backup, master, write.replica().segment());
    }
    LogSegment segment = segment(write);
    if (segment != null) {
      recovery.met(segment);
      disks.compare(backup, segment);
      oracle.written(segment);
    }
    checkRecovery(master);
  }

  @Override
  public void freed(SimServer backup, FreeReplica free) {
    disks.read(backup, free.replica().master(), free.replica().segment());
    checkRecovery(free.replica().master());
  }

  @Override
  public void asked(ServerId master) {
    boolean due = swarm.falseDeathAtRecord()
        && coordinator.upAtLeast(servers.size() - swarm.crashes() + 1);
    if (due && faults.strikes(Fault.FALSE_DEATH_AT_RECORD, true, () -> master + " is given up")) {
      giveUp(server(master));
    }
  }

  @Override
  public void recorded(ServerId master) {
    checkRecovery(master);
  }

  private void checkRecovery(ServerId master) {
    recovery.check(master, acknowledged.getOrDefault(master, NOTHING));
  }

  private void start() {
    boolean small = swarm.frames() == 0 && faults.happens("SMALL_DISKS", true,
        () -> "room for " + SMALL_DISK_FRAMES + " replicas on each");
    int frames = small ? SMALL_DISK_FRAMES : LARGE_DISK_FRAMES;
    List<Member> members = new ArrayList<>();
    for (int i = 1; i <= swarm.servers(); i++) {
      members.add(new Member(
          ServerId.of(i, 1), new Address("10.0.0." + i, 7_000), "", 0, Member.Status.UP));
    }
    coordinator.enlist(members);
    network.attach(SimCoordinator.ADDRESS, coordinator);
    var plan = new SimServer.Plan(
        world, network, coordinator.list(),
        ReplicationOptions.of(swarm.replicas()).withChunkBytes(swarm.chunkBytes()),
        (long) frames * FRAME_BYTES + FRAME_BYTES, this, thrown -> failure = thrown);
    members.forEach(member -> servers.add(new SimServer(plan, member)));
  }

  private void storm() {
    for (int i = 0; i < swarm.writes(); i++) {
      world.schedule(someTime(), this::write);
    }
    for (int i = 0; i < swarm.writes() / 8; i++) {
      world.schedule(someTime(), this::free);
    }
    for (int i = 0; i < swarm.crashes(); i++) {
      Fault fault = i == 0 ? Fault.CRASH : Fault.SECOND_CRASH;
      boolean lives = i == 0 && swarm.falseDeath();
      long at = someTime();
      if (!lives || !swarm.falseDeathAtRecord()) {
        world.schedule(at, () -> crash(fault, lives));
      }
    }
    if (swarm.slowCoordinator()) {
      long at = swarm.falseDeath() ? 0 : someTime();
      world.schedule(at, this::slowCoordinatorDown);
    }
    if (swarm.slow()) {
      world.schedule(someTime(), this::slowDown);
      world.schedule(someTime(), this::slowDown);
    }
    pass(swarm.storm());
  }

  private long someTime() {
    return random.nextLong(swarm.storm().toNanos());
  }

  private void heal() {
    links.heal();
    servers.forEach(server -> server.disk().grow((long) LARGE_DISK_FRAMES * FRAME_BYTES));
    Membership list = coordinator.list();
    for (SimServer server : servers) {
      world.schedule(0, () -> {
        if (coordinator.up(server.id())) {
          server.apply(list);
        }
      });
    }
    pass(LATE_NOTICE);
    var cluster = new HealedCluster(servers, disks, network, coordinator, acknowledged);
    healedBy = world.nanos() + HEAL_MAX.toNanos();
    while (!cluster.healed() && world.nanos() < healedBy) {
      pass(GLANCE);
    }
    if (!cluster.healed()) {
      throw new AssertionError(
          "not healed after " + HEAL_MAX.toSeconds() + " s: " + cluster.unhealed());
    }
    pass(LinkFaults.STRAGGLE_MAX); // what comes too late must not undo it
    cluster.check();
    new Strays(servers).check();
    servers.forEach(server -> checkRecovery(server.id()));
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
    boolean zombie = knownAsDead(master);
    if (master.alive()
        && faults.happens("WRITE", true, () -> value.length + " bytes by " + master.id())
        && master.append(value, end -> acknowledge(master, end, zombie))) {
      appended++;
    }
  }

  private void acknowledge(SimServer master, LogPosition end, boolean zombie) {
    if (zombie) {
      throw new AssertionError("zombie: " + master.id() + " acknowledges what it wrote when"
          + " everybody knew that it was given up");
    }
    oracle.acknowledged(master.id(), end);
    acknowledged.put(master.id(), end);
    checkRecovery(master.id());
    acknowledgements++;
  }

  /// Whether nobody is left who could help it to complete a write.
  private boolean knownAsDead(SimServer master) {
    return servers.stream().filter(SimServer::alive)
        .filter(other -> other != master).noneMatch(other -> other.knows(master.id()));
  }

  /// Retires the oldest segment, and rolls the head, so that a digest without it gets durable.
  private void free() {
    SimServer master = servers.get(random.nextInt(servers.size()));
    if (master.alive() && master.log().opened()
        && faults.happens("FREE", true, () -> "a segment of " + master.id())) {
      master.log().segments().stream()
          .filter(segment -> !segment.retired() && master.replication().closed(segment.id()))
          .findFirst().ifPresent(segment -> master.retire(segment.id()));
    }
  }

  private void slowDown() {
    SimServer victim = servers.get(random.nextInt(servers.size()));
    if (faults.strikes(Fault.SLOW_BACKUP, true, () -> victim.id().toString())) {
      network.slowDown(victim.member().address(), SLOW_NANOS);
    }
  }

  private void slowCoordinatorDown() {
    if (faults.strikes(Fault.SLOW_COORDINATOR, true, () -> "it answers late")) {
      network.slowDown(SimCoordinator.ADDRESS, SLOW_NANOS);
    }
  }

  /// @param lives whether it is given up although it lives
  private void crash(Fault fault, boolean lives) {
    crash(servers.get(random.nextInt(servers.size())), fault, lives);
  }

  private void crashAtPoint(Pool pool) {
    servers.stream().filter(server -> server.pool() == pool)
        .forEach(server -> crash(server, Fault.CRASH, false));
  }

  private void crash(SimServer victim, Fault fault, boolean lives) {
    boolean possible = victim.alive() && coordinator.up(victim.id());
    if (!possible || !faults.strikes(
        lives ? Fault.FALSE_DEATH : fault, true, () -> victim.id().toString())) {
      return;
    }
    if (!lives) {
      victim.crash();
      servers.forEach(server -> checkRecovery(server.id()));
    }
    giveUp(victim);
  }

  /// Everybody hears of it sooner or later, but for the one that it is about.
  private void giveUp(SimServer victim) {
    coordinator.giveUp(victim.id());
    world.schedule(FAREWELL_NANOS, () -> farewell(victim));
    Membership list = coordinator.list();
    boolean late = random.nextBoolean();
    for (SimServer server : servers) {
      long notice = NOTICE_NANOS_MIN + random.nextLong(NOTICE_NANOS_SPREAD);
      if (late && faults.strikes(Fault.LATE_NOTICE, random.nextBoolean(),
          () -> server.id() + " hears late that " + victim.id() + " is given up")) {
        notice += LATE_NOTICE.toNanos();
      }
      if (server != victim) {
        world.schedule(notice, () -> server.apply(list));
      }
    }
    healedBy = world.nanos() + HEAL_MAX.toNanos();
  }

  /// Who wants something of others is refused, and has to find out by itself.
  private void farewell(SimServer zombie) {
    if (zombie.alive() && zombie.whole()) {
      zombie.apply(coordinator.list());
    } else if (zombie.alive()) {
      world.schedule(FAREWELL_NANOS, () -> farewell(zombie));
    }
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
    return server(write.replica().master()).segment(write.replica().segment()).orElse(null);
  }

  private SimServer server(ServerId id) {
    return servers.get(id.index() - 1);
  }

  private SimulationReport report() {
    var firings = new Firings();
    servers.forEach(server -> firings.add(server.pool().firings()));
    return new SimulationReport(
        trial.seed(), world.hash(), firings, faults.counts(), world.steps(),
        acknowledgements, appended, 0);
  }
}
