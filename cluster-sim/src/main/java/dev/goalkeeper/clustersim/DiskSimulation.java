package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.replication.ReplicationOptions;
import dev.goalkeeper.store.replication.ReplicationStatus;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.WriteReplica;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One seed of the disk simulation: masters write while disks fail, then everything ends in the
/// middle of the next writes (by a power cut of all machines, or the death of all processes), some
/// disks are found damaged, and [DiskProof] has to find all that was acknowledged.
public final class DiskSimulation implements SimServer.BackupObserver {
  /// How long masters write while disks fail.
  private static final Duration STORM = Duration.ofMillis(400);

  /// Of the last writes some are under way when everything ends.
  private static final Duration LAST_STORM = Duration.ofMillis(60);

  /// As in the replication simulation: some time-outs and rests in a row.
  private static final Duration HEAL_MAX = Duration.ofSeconds(12);

  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final Duration NOTICE = Duration.ofMillis(30);
  private static final List<Fault> FAULTS = List.of(
      Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.DUPLICATE, Fault.POWER_CUT, Fault.REBOOT,
      Fault.TORN_WRITE, Fault.SYNC_FAILED, Fault.MISDIRECTED_WRITE, Fault.BIT_ROT);

  private static final int VALUE_BYTES_MAX = 1_500;
  private static final int ROT_MAX = 40;
  private static final long DISK_BYTES = 1L << 24;

  private final Trial trial;
  private final SimulatedWorld world;
  private final DiskSwarm swarm;
  private final boolean deaf;
  private final Faults faults;
  private final Firings firings = new Firings();
  private final RandomGenerator random;
  private final LinkFaults links;
  private final List<DiskFaults> diskFaults = new ArrayList<>();
  private final SimNetwork network;
  private final List<SimServer> servers = new ArrayList<>();
  private final SimCoordinator coordinator;
  private final DiskProof proof = new DiskProof();
  private @Nullable Throwable failure;
  private long appended;

  private DiskSimulation(Trial trial, boolean deaf) {
    this.trial = trial;
    this.deaf = deaf;
    this.world = World.simulated(trial.seed());
    trial.preparation().accept(world);
    trial.crash().arm(world, this::crashAtPoint);
    this.faults = new Faults(world::nanos, trial, FAULTS);
    this.swarm = DiskSwarm.draw(trial.seed());
    this.random = world.random("scenario");
    this.links = new LinkFaults(world.random("links"), faults);
    swarm.chances().forEach(links::with);
    this.network = new SimNetwork(world, links);
    this.coordinator = new SimCoordinator(new SimCoordinator.Witness() {});
  }

  /// Runs one seed.
  ///
  /// @throws SimulationFailure if something acknowledged is not found, or healing takes too long
  static SimulationReport run(Trial trial) {
    return run(new DiskSimulation(trial, false));
  }

  /// Runs one seed over disks that say they have forced, and have not.
  static SimulationReport runOverDeafDisks(long seed) {
    return run(new DiskSimulation(Trial.of(seed), true));
  }

  private static SimulationReport run(DiskSimulation simulation) {
    try {
      simulation.start();
      simulation.storm();
      simulation.heal();
      simulation.end();
    } catch (RuntimeException | AssertionError broken) { // whatever breaks is told with its seed
      throw new SimulationFailure(Simulation.DISKS, simulation.trial, broken);
    }
    return simulation.report();
  }

  @Override
  public void answered(SimServer backup, WriteReplica write, Message answer) {}

  @Override
  public void freed(SimServer backup, FreeReplica free) {}

  private void start() {
    List<Member> members = new ArrayList<>();
    List<SimDisk> disks = new ArrayList<>();
    for (int i = 1; i <= swarm.servers(); i++) {
      var own = new DiskFaults(world.random("disk"), faults);
      copyChance(own, Fault.SYNC_FAILED);
      if (damaged(i)) {
        copyChance(own, Fault.MISDIRECTED_WRITE);
      }
      diskFaults.add(own);
      var disk = new SimDisk("disk of server " + i, DISK_BYTES);
      disks.add(deaf ? disk.deaf() : disk);
      members.add(member(ServerId.of(i, 1)));
    }
    coordinator.enlist(members);
    network.attach(SimCoordinator.ADDRESS, coordinator);
    for (Member member : members) {
      servers.add(serve(member, disks.get(member.id().index() - 1)));
    }
  }

  private void copyChance(DiskFaults disk, Fault fault) {
    disk.with(fault, swarm.chances().getOrDefault(fault, 0.0));
  }

  /// The first few disks are those that get damaged.
  private boolean damaged(int number) {
    return number <= swarm.damaged();
  }

  /// A server whose disk fails as it starts does not start: it is spared.
  private SimServer serve(Member member, SimDisk disk) {
    disk.with(DiskFaults.none());
    var plan = new SimServer.Plan(
        world, network, coordinator.list(), ReplicationOptions.of(swarm.replicas()), DISK_BYTES,
        this, thrown -> failure = thrown);
    var server = new SimServer(plan, member, disk, swarm.mode());
    disk.with(diskFaults.get(member.id().index() - 1));
    return server;
  }

  private static Member member(ServerId id) {
    return new Member(
        id, new Address("10.0.0." + id.index(), 7_000), "", 0, Member.Status.UP);
  }

  private void storm() {
    schedule(swarm.writes(), STORM);
    for (int i = 0; i < swarm.reboots(); i++) {
      world.schedule(random.nextLong(STORM.toNanos()), this::reboot);
    }
    pass(STORM);
  }

  private void heal() {
    links.heal();
    diskFaults.forEach(DiskFaults::heal);
    long end = world.nanos() + HEAL_MAX.toNanos();
    while (!healed() && world.nanos() < end) {
      pass(GLANCE);
    }
    if (!healed()) {
      throw new AssertionError("not healed after " + HEAL_MAX.toSeconds() + " s: " + unhealed());
    }
  }

  /// All ends at once, in the middle of writes.
  private void end() {
    schedule(swarm.writes() / 2, LAST_STORM);
    pass(Duration.ofNanos(random.nextLong(LAST_STORM.toNanos())));
    if (trial.crash().happened()) {
      proof.unsettled();
    }
    for (SimServer server : servers) {
      if (server.replication().status().repairing() > 0) {
        proof.unsettled();
      }
      firings.add(server.pool().firings());
      server.crash();
    }
    if (swarm.mode() == Mode.SYNCED) {
      faults.followed(Fault.POWER_CUT, () -> "of all machines");
      servers.forEach(this::cutPower);
    }
    List<SimDisk> disks = servers.stream().map(SimServer::disk).toList();
    int sound = proof.sound(disks);
    servers.forEach(this::damage);
    proof.check(disks, swarm, sound);
  }

  private void cutPower(SimServer server) {
    if (server.disk().cutPower(random) > 0) {
      faults.followed(Fault.TORN_WRITE, () -> "on the disk of " + server.id());
    }
  }

  private void damage(SimServer server) {
    boolean rots = swarm.chances().containsKey(Fault.BIT_ROT);
    if (rots && damaged(server.id().index())) {
      int times = 1 + random.nextInt(ROT_MAX);
      for (int i = 0; i < times; i++) {
        if (faults.strikes(Fault.BIT_ROT, true, () -> server.disk().where())) {
          server.disk().rot(random);
        }
      }
    }
  }

  private void schedule(int writes, Duration spell) {
    for (int i = 0; i < writes; i++) {
      world.schedule(random.nextLong(spell.toNanos()), this::write);
    }
  }

  private void write() {
    SimServer master = servers.get(random.nextInt(servers.size()));
    byte[] value = new byte[1 + random.nextInt(VALUE_BYTES_MAX)];
    random.nextBytes(value);
    byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(appended).array();
    Consumer<LogPosition> acknowledge =
        end -> proof.acknowledged(master.id(), key, 1, value);
    if (master.alive()
        && faults.happens("WRITE", true, () -> value.length + " bytes by " + master.id())
        && master.append(key, 1, value, acknowledge)) {
      appended++;
    }
  }

  /// The last server's machine loses its power and comes back with what its disk has.
  private void reboot() {
    SimServer old = servers.getLast();
    if (!faults.strikes(Fault.REBOOT, true, () -> old.id().toString())) {
      return;
    }
    die(old);
    cutPower(old);
    comeBack(old);
  }

  private void crashAtPoint(Pool pool) {
    servers.stream().filter(server -> server.pool() == pool).findFirst().ifPresent(victim -> {
      faults.followed(Fault.CRASH, () -> victim.id() + " dies");
      die(victim);
      world.schedule(0, () -> comeBack(victim));
    });
  }

  private void die(SimServer victim) {
    victim.crash();
    firings.add(victim.pool().firings());
    coordinator.giveUp(victim.id());
  }

  private void comeBack(SimServer old) {
    Member next = member(ServerId.of(old.id().index(), old.id().incarnation() + 1));
    coordinator.enlist(List.of(next));
    servers.set(servers.indexOf(old), serve(next, old.disk()));
    Membership list = coordinator.list();
    servers.forEach(server ->
        world.schedule(random.nextLong(NOTICE.toNanos()), () -> server.apply(list)));
  }

  private void pass(Duration spell) {
    world.run(spell);
    Throwable thrown = failure;
    if (thrown != null) {
      throw new AssertionError("a rule or event threw: " + thrown.getMessage(), thrown);
    }
  }

  private boolean healed() {
    return servers.stream().allMatch(server -> {
      ReplicationStatus status = server.replication().status();
      return status.underReplicated() == 0 && status.heldAnswers() == 0
          && server.pool().tasks().stream()
              .filter(task -> task.name().startsWith("sync of"))
              .allMatch(task -> server.pool().latest(task).atGoal());
    });
  }

  private String unhealed() {
    var text = new StringBuilder();
    for (SimServer server : servers) {
      server.pool().tasks().stream()
          .map(task -> server.pool().explain(task))
          .filter(words -> words.contains("(waits)") || words.contains("(fires)"))
          .forEach(text::append);
    }
    return text.toString();
  }

  private SimulationReport report() {
    return new SimulationReport(trial.seed(), world.hash(), firings, faults.counts(), world.steps(),
        proof.acknowledgements(), appended, 0);
  }
}
