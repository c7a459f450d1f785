package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.backup.BackupService;
import dev.goalkeeper.store.backup.KeptFrames;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.membership.CoordinatorLine;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.membership.Standing;
import dev.goalkeeper.store.replication.ReplicatedLog;
import dev.goalkeeper.store.replication.ReplicationOptions;
import dev.goalkeeper.store.replication.ReplicationStatus;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.FetchEntries;
import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.TakeInventory;
import dev.goalkeeper.store.wire.WriteReplica;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;

/// One server of a simulated cluster: production log, replication and backup over a simulated
/// transport and disk.
final class SimServer {
  static final int SEGMENT_BYTES = 8 << 10;

  private static final long MEMORY_BYTES = 128L * SEGMENT_BYTES;
  static final StoreIdentity IDENTITY = new StoreIdentity("simulated", SEGMENT_BYTES);

  private static final long FRAMES_BYTES_MAX = 1L << 30;
  static final TableId TABLE = new TableId(1);

  private final Member member;
  private final SimNetwork network;
  private final Pool pool;
  private final Members members;
  private final ReplicatedLog replication;
  private final Log log;
  private final SimDisk disk;
  private final FrameStore frames;
  private final BackupService backup;
  private final BackupObserver observer;
  private boolean alive = true;
  private long versions;

  /// Hears what a backup did.
  interface BackupObserver {
    void answered(SimServer backup, WriteReplica write, Message answer);

    void freed(SimServer backup, FreeReplica free);
  }

  /// What a server is made from.
  record Plan(
      SimulatedWorld world,
      SimNetwork network,
      Membership list,
      ReplicationOptions options,
      long diskBytes,
      BackupObserver observer,
      Consumer<Throwable> death) {}

  /// In a buffered cluster, with an empty disk.
  SimServer(Plan plan, Member member) {
    this(plan, member, new SimDisk("disk of " + member.id(), plan.diskBytes()), Mode.BUFFERED);
  }

  SimServer(Plan plan, Member member, SimDisk disk, Mode mode) {
    this.member = member;
    this.network = plan.network();
    this.observer = plan.observer();
    this.pool = Pool.named("replication of " + member.id())
        .world(plan.world()).failStop(plan.death()).build();
    var transport = plan.network().attach(member.address(), this::receive);
    this.members = new Members(pool, transport::forget);
    pool.event("join", () -> members.apply(plan.list()));
    var line = new CoordinatorLine(transport, SimCoordinator.ADDRESS, member.id());
    var standing = new Standing(
        members, members.find(member.id()).orElseThrow(), line, this::crash);
    pool.add(standing);
    this.replication = new ReplicatedLog(
        pool, new ReplicatedLog.Cluster(transport, members, member, line, standing),
        plan.options());
    this.log = new Log(member.id(), new SegmentMemory(SEGMENT_BYTES, MEMORY_BYTES), replication);
    this.replication.onReleased(log::free);
    this.disk = disk;
    this.frames = FrameStore.open(disk, IDENTITY, FRAMES_BYTES_MAX);
    this.frames.formerSelf(member.id());
    this.backup = new BackupService(
        pool, KeptFrames.read(frames), id -> members.find(id).filter(Peer::up).isPresent(), mode);
  }

  Member member() {
    return member;
  }

  ServerId id() {
    return member.id();
  }

  Pool pool() {
    return pool;
  }

  Log log() {
    return log;
  }

  ReplicatedLog replication() {
    return replication;
  }

  FrameStore frames() {
    return frames;
  }

  SimDisk disk() {
    return disk;
  }

  boolean alive() {
    return alive;
  }

  /// Whether all that it replicates has its copies, and all answers are out.
  boolean whole() {
    ReplicationStatus status = replication.status();
    return status.underReplicated() == 0 && status.heldAnswers() == 0
        && status.segments().size() == log.segments().size() && !retiring();
  }

  /// Copies that it keeps of each segment.
  int replicas() {
    return replication.status().replicas();
  }

  /// Whether it knows that server as up.
  boolean knows(ServerId other) {
    return members.find(other).filter(Peer::up).isPresent();
  }

  void apply(Membership list) {
    if (alive) {
      pool.event("membership " + list.version(), () -> members.apply(list));
    }
  }

  /// Whether the master knows of a replica of that segment on that backup.
  boolean keeps(SegmentId segment, ServerId holder) {
    return replication.status().segments().stream().filter(line -> line.id().equals(segment))
        .flatMap(line -> line.replicas().stream())
        .anyMatch(replica -> replica.backup().equals(holder));
  }

  /// A segment of its log, unless it is freed.
  Optional<LogSegment> segment(SegmentId id) {
    return log.segments().stream().filter(segment -> segment.id().equals(id)).findFirst();
  }

  /// Retires a segment, and opens a head whose digest does not name it.
  void retire(SegmentId id) {
    pool.event("retire", () -> {
      log.retire(id);
      log.roll();
    });
  }

  /// Whether segments are on their way out.
  boolean retiring() {
    return log.segments().stream().anyMatch(LogSegment::retired);
  }

  /// Appends an object; `acknowledge` hears of the position once it is certified.
  boolean append(byte[] value, Consumer<LogPosition> acknowledge) {
    return append(new byte[Long.BYTES], ++versions, value, acknowledge);
  }

  /// The same for a certain key and version.
  boolean append(byte[] key, long version, byte[] value, Consumer<LogPosition> acknowledge) {
    if (log.reserve(Log.objectBytes(key.length, value.length)) != Room.READY) {
      return false;
    }
    pool.event("append", () -> {
      log.appendObject(
          TABLE, version, MemorySegment.ofArray(key), MemorySegment.ofArray(value));
      LogPosition end = log.end();
      replication.whenCertified(end, () -> acknowledge.accept(end));
    });
    return true;
  }

  /// Dies: its disk is all that is left.
  void crash() {
    alive = false;
    pool.close();
    network.crash(member.address());
  }

  private void receive(Envelope envelope, Message request, Responder responder) {
    if (!(request instanceof Request.ToBackup toBackup)) {
      responder.respond(new Refused(Refusal.NOT_MINE, "this is a backup, not a cluster"));
      return;
    }
    switch (toBackup) {
      case WriteReplica write -> {
        backup.write(write, answer -> {
          observer.answered(this, write, answer);
          responder.respond(answer);
        });
      }
      case FreeReplica free -> {
        Message answer = backup.free(free);
        observer.freed(this, free);
        responder.respond(answer);
      }
      case TakeInventory take -> responder.respond(backup.takeInventory(take));
      case FetchEntries fetch -> responder.respond(backup.fetch(fetch));
    }
  }
}
