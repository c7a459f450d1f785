package dev.goalkeeper.clustersim.big;

import dev.goalkeeper.clustersim.SimNetwork;
import dev.goalkeeper.clustersim.SimTransport;
import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.backup.BackupService;
import dev.goalkeeper.store.backup.Garbage;
import dev.goalkeeper.store.backup.KeptFrames;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.SegmentObserver;
import dev.goalkeeper.store.membership.CoordinatorLine;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.membership.Probe;
import dev.goalkeeper.store.membership.ReadLease;
import dev.goalkeeper.store.membership.Standing;
import dev.goalkeeper.store.replication.ReplicatedLog;
import dev.goalkeeper.store.replication.ReplicationOptions;
import dev.goalkeeper.store.replication.ReplicationStatus;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.FetchEntries;
import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.MembershipApplied;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Pong;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TakeInventory;
import dev.goalkeeper.store.wire.WriteReplica;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import org.jspecify.annotations.Nullable;

/// A server that serves no tablets: all that a server has for its membership, its log's replication
/// and others' replicas, as it is wired in production.
///
/// A segment of its log has a header and a digest, and nothing else: so little that the memory of
/// one overlaps that of the next. To keep digests small, each segment is left out of them soon
/// after it is closed; its replicas are kept all the same.
final class BigServer implements Completion<Message> {
  private static final String CLUSTER = "big";
  private static final long FRAMES_BYTES_MAX = 1L << 40;

  /// Bytes that a segment without objects has, and more.
  private static final int OPENING_BYTES_MAX = 256;

  /// Of the newest segments, which digests still name.
  private static final int NAMED = 2;

  /// How often a server looks whether it may open the next.
  private static final long ROLL_NANOS = 50_000;

  private static final long METADATA_BYTES = 2L * 4096;

  private final Address address;
  private final Plan plan;
  private final Pool pool;
  private final SimTransport transport;
  private final Members members;
  private ServerId id = ServerId.NONE;
  private @Nullable Parts parts;
  private int wanted;

  /// What all servers of a cluster have in common.
  ///
  /// @param segmentsMax of each log
  /// @param windows files of frames that differ, on each disk
  record Plan(SimulatedWorld world, SimNetwork network, Address coordinator, int segmentsMax,
      int windows) {}

  private record Parts(ReplicatedLog replication, Log log, BackupService backup) {}

  /// Leaves replication alone with what is left out of digests.
  private record Keeping(ReplicatedLog replication) implements SegmentObserver {
    @Override
    public void opened(LogSegment segment, SegmentId prior) {
      replication.opened(segment, prior);
    }

    @Override
    public void appended(LogSegment segment) {
      replication.appended(segment);
    }

    @Override
    public void closed(LogSegment segment) {
      replication.closed(segment);
    }

    @Override
    public void retired(LogSegment segment) {
      // It stays as it is.
    }
  }

  BigServer(Plan plan, Address address) {
    this.plan = plan;
    this.address = address;
    this.pool = Pool.named("replication of " + address).world(plan.world())
        .failStop(BigServer::fail).build();
    this.transport = plan.network().attach(address, this::receive);
    this.members = new Members(pool, transport::forget);
  }

  /// Asks to be enlisted.
  void start() {
    transport.call(plan.coordinator(), Envelope.NONE,
        new Enlist(CLUSTER, address, "", 0, ServerId.NONE), this, 0);
  }

  Pool pool() {
    return pool;
  }

  Address address() {
    return address;
  }

  ServerId id() {
    return id;
  }

  /// Whether it knows so many servers as up, itself among them.
  boolean knows(int servers) {
    return parts != null && members.up().size() == servers;
  }

  /// Opens so many segments, one after the other, each when the one before is safe.
  void fill(int segments) {
    wanted = segments;
    pool.event("fill", this::roll);
  }

  /// Whether all its segments are there, with all replicas that they need.
  boolean whole() {
    ReplicationStatus status = parts().replication().status();
    return status.segments().size() == wanted && status.underReplicated() == 0
        && status.heldAnswers() == 0 && status.repairing() == 0;
  }

  /// Replicas that it has lost so far, and has again.
  long restored() {
    return parts().replication().status().restoredReplicas();
  }

  /// Replicas of others that are here.
  int held() {
    var status = parts().backup().status();
    return status.open() + status.closed();
  }

  /// Dies.
  void crash() {
    pool.close();
    plan.network().crash(address);
  }

  @Override
  public void complete(long token, Message answer) {
    if (!(answer instanceof Enlisted told)) {
      throw new IllegalStateException(address + " is not enlisted: " + answer);
    }
    pool.event("enlisted", () -> join(told));
  }

  @Override
  public void fail(long token, Throwable cause) {
    throw new IllegalStateException(address + " cannot enlist", cause);
  }

  private void join(Enlisted told) {
    id = told.id();
    members.apply(told.membership());
    var line = new CoordinatorLine(transport, plan.coordinator(), id);
    var standing = new Standing(members, members.find(id).orElseThrow(), line, this::crash);
    pool.add(standing);
    pool.add(new ReadLease(line, standing));
    pool.add(new Probe(transport, members, line, plan.world().random("probe " + id)));
    var own = new Member(id, address, "", 0, Member.Status.UP);
    var replication = new ReplicatedLog(pool,
        new ReplicatedLog.Cluster(transport, members, own, line, standing),
        ReplicationOptions.of(told.replicas()));
    var log = new Log(id, memory(), new Keeping(replication));
    var disk = new HollowDisk("disk of " + id, METADATA_BYTES + OPENING_BYTES_MAX,
        METADATA_BYTES, plan.windows());
    FrameStore frames = FrameStore.open(
        disk, new StoreIdentity(CLUSTER, OPENING_BYTES_MAX), FRAMES_BYTES_MAX);
    var backup = new BackupService(pool, KeptFrames.read(frames),
        master -> members.find(master).filter(Peer::up).isPresent(), Mode.BUFFERED);
    pool.add(new Garbage(backup, members, transport, id));
    parts = new Parts(replication, log, backup);
  }

  /// Slices as long as a log with so many segments demands, each over the end of the one before.
  private SegmentMemory memory() {
    int count = plan.segmentsMax() + NAMED;
    int sliceBytes = 2 * (OPENING_BYTES_MAX + count * Long.BYTES);
    MemorySegment all = MemorySegment.ofArray(new byte[count * OPENING_BYTES_MAX + sliceBytes]);
    var next = new long[1];
    SegmentAllocator overlapping = (bytes, alignment) ->
        all.asSlice(OPENING_BYTES_MAX * next[0]++, bytes);
    return new SegmentMemory(sliceBytes, (long) count * sliceBytes, overlapping);
  }

  private void roll() {
    Log log = parts().log();
    log.roll();
    long newest = log.head().id().value();
    if (newest > NAMED) {
      log.retire(new SegmentId(newest - NAMED));
    }
    if (newest < wanted) {
      rollLater();
    }
  }

  /// As soon as the one before the head is safe.
  private void rollLater() {
    plan.world().schedule(ROLL_NANOS, () -> {
      long before = parts().log().head().id().value() - 1;
      if (before == 0 || parts().replication().closed(new SegmentId(before))) {
        pool.event("next", this::roll);
      } else {
        rollLater();
      }
    });
  }

  private void receive(Envelope envelope, Message request, Responder responder) {
    if (parts == null) {
      responder.respond(new Refused(Refusal.BUSY, "this server is not enlisted yet"));
      return;
    }
    BackupService backup = parts().backup();
    switch (request) {
      case Ping ping -> responder.respond(new Pong());
      case PushMembership push -> pool.event("membership", () -> {
        members.apply(push.membership());
        responder.respond(new MembershipApplied(members.changes().get()));
      });
      case WriteReplica write -> pool.event("master", () -> backup.write(write, responder));
      case FreeReplica free ->
          pool.event("master", () -> responder.respond(backup.free(free)));
      case TakeInventory take ->
          pool.event("master", () -> responder.respond(backup.takeInventory(take)));
      case FetchEntries fetch ->
          pool.event("master", () -> responder.respond(backup.fetch(fetch)));
      case Message other ->
          responder.respond(new Refused(Refusal.NOT_MINE, "no such tablet"));
    }
  }

  private Parts parts() {
    Parts has = parts;
    if (has == null) {
      throw new IllegalStateException(address + " is not enlisted yet");
    }
    return has;
  }

  private static void fail(Throwable thrown) {
    throw new IllegalStateException("a server of the simulation failed", thrown);
  }
}
