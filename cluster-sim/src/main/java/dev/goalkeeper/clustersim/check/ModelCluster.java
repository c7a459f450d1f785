package dev.goalkeeper.clustersim.check;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.membership.CoordinatorLine;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Standing;
import dev.goalkeeper.store.replication.ReplicatedLog;
import dev.goalkeeper.store.replication.ReplicationOptions;
import dev.goalkeeper.store.transport.TransportLost;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.GetMembership;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.WriteReplica;
import dev.goalkeeper.testkit.Outside;
import dev.goalkeeper.testkit.Pending;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One master with its production log and replication, and backups and a coordinator that are
/// models. A client appends, rolls and appends again, in that order, at any moment.
final class ModelCluster {
  static final Address COORDINATOR = new Address("coordinator", 1);

  private static final int SEGMENT_BYTES = 512;
  private static final TableId TABLE = new TableId(1);

  private final Outside outside;
  private final ReplicationCheck.Size size;
  private final Pool pool;
  private final Members members;
  private final ReplicatedLog replication;
  private final Log log;
  private final Map<ServerId, ModelDisk> disks = new TreeMap<>();
  private final Set<SegmentId> opened = new TreeSet<>();
  private final Set<SegmentId> closed = new TreeSet<>();
  private Epoch epoch = Epoch.NONE;
  private LogPosition acknowledged = new LogPosition(SegmentId.NONE, 0);
  private boolean began;

  /// What is on its way to a backup: a replica is given back.
  record Free(ServerId backup, ReplicaId replica) {}

  /// What is on its way to the coordinator.
  record Raise(Epoch epoch) {}

  /// That somebody is dead.
  record News(ServerId dead) {
    @Override
    public String toString() {
      return "the master hears that " + dead + " is dead";
    }
  }

  ModelCluster(Outside outside, ReplicationCheck.Size size) {
    this.outside = outside;
    this.size = size;
    this.pool = outside.pool("replication");
    var transport = new ModelTransport(this);
    this.members = new Members(pool, transport::forget);
    Member own = member(1);
    size.backups().forEach(id -> disks.put(id, new ModelDisk()));
    pool.event("join", () -> members.apply(list()));
    var line = new CoordinatorLine(transport, COORDINATOR, own.id());
    var standing = new Standing(
        members, members.find(own.id()).orElseThrow(), line, () -> { });
    pool.add(standing);
    this.replication = new ReplicatedLog(
        pool, new ReplicatedLog.Cluster(transport, members, own, line, standing),
        ReplicationOptions.of(size.replicas()));
    var memory = new SegmentMemory(
        SEGMENT_BYTES, (long) SEGMENT_BYTES * (size.segments() + 1),
        (bytes, alignment) -> MemorySegment.ofArray(new byte[(int) bytes]));
    this.log = new Log(own.id(), memory, replication);
    pool.event("open", log::roll);
  }

  static Member member(int index) {
    return new Member(
        ServerId.of(index, 1), new Address("10.0.0." + index, 1), "", 0, Member.Status.UP);
  }

  /// Steps that the client takes: an append in each segment, and the rolls between.
  static int clientSteps(ReplicationCheck.Size size) {
    return 2 * size.segments() - 1;
  }

  /// The client's next step.
  void step() {
    if (log.end().offset() == log.head().opening().length()) {
      log.appendObject(TABLE, 1, MemorySegment.ofArray(new byte[1]),
          MemorySegment.ofArray(new byte[1]));
      LogPosition end = log.end();
      replication.whenCertified(end, () -> acknowledge(end));
    } else {
      log.roll();
    }
  }

  /// A backup dies: what is on its way to it is gone, and the master hears of it at some time.
  void crash() {
    List<ServerId> living = new ArrayList<>(disks.keySet());
    living.removeIf(id -> !disk(id).alive());
    ServerId victim = living.get(outside.choose(living.size()));
    disk(victim).die();
    for (Pending<?> each : outside.pending()) {
      if (isTo(victim, each.subject())) {
        outside.lose(each);
      }
    }
    outside.announce(new News(victim), this::hear);
  }

  /// What must hold in every state, and does not; empty if all is well.
  String broken() {
    var recovery = new ModelRecovery(
        List.copyOf(disks.values()), epoch, acknowledged, size.segments());
    String loss = recovery.lossFrom();
    long dead = disks.values().stream().filter(disk -> !disk.alive()).count();
    if (loss.isEmpty() && began && dead < size.replicas() && !recovery.completeOnLive()) {
      return "incomplete: " + dead + " of " + disks.size() + " backups are dead, and the rest has"
          + " not all of the log";
    }
    return loss;
  }

  void called(
      Address to, Message request, Completion<? super Message> completion, long token) {
    if (to.equals(COORDINATOR)) {
      Object subject = request instanceof RecordEpoch(ServerId _, Epoch wanted)
          ? new Raise(wanted) : "list";
      outside.<Message>ask(subject, () -> coordinate(request), completion, token);
      return;
    }
    ServerId backup = at(to);
    Object subject = request instanceof WriteReplica write
        ? Write.of(backup, write) : new Free(backup, ((FreeReplica) request).replica());
    if (subject instanceof Write write) {
      checkSent(write);
    }
    if (disk(backup).alive()) {
      outside.<Message>ask(subject, () -> backUp(backup, subject), completion, token);
    }
  }

  void forgotten(Address to) {
    for (Pending<?> each : outside.pending()) {
      if (isTo(at(to), each.subject())) {
        outside.refuse(each, TransportLost.unsent(to, "it was given up"));
      }
    }
  }

  private Message backUp(ServerId backup, Object subject) {
    ModelDisk disk = disk(backup);
    if (subject instanceof Free free) {
      return disk.free(free.replica());
    }
    Write write = (Write) subject;
    Message answer = disk.write(write);
    SegmentId segment = write.replica().segment();
    LogSegment memory = segment(segment);
    if (holding(segment, memory.opening().length(), false) >= size.replicas()) {
      opened.add(segment);
    }
    if (holding(segment, memory.length(), true) >= size.replicas()) {
      closed.add(segment);
    }
    return answer;
  }

  private Message coordinate(Message request) {
    if (request instanceof GetMembership) {
      return list();
    }
    Epoch wanted = ((RecordEpoch) request).epoch();
    epoch = wanted.compareTo(epoch) > 0 ? wanted : epoch;
    return new Done();
  }

  private void hear() {
    pool.event("membership", () -> members.apply(list()));
  }

  private void acknowledge(LogPosition end) {
    acknowledged = end;
    began = true;
    int holding = holding(end.segment(), end.offset(), false);
    if (holding < size.replicas()) {
      outside.complain("acknowledged " + end + " with " + holding + " replicas");
    }
  }

  private void checkSent(Write write) {
    SegmentId segment = write.replica().segment();
    SegmentId prior = new SegmentId(segment.value() - 1);
    boolean first = prior.equals(SegmentId.NONE);
    if (write.opens() && !first && !opened.contains(prior)) {
      outside.complain("I1 is broken by " + write);
    }
    if (write.closes() && !opened.contains(segment.next())) {
      outside.complain("I2 is broken by " + write);
    }
    boolean more = write.to() > segment(segment).opening().length() || write.closes();
    if (more && !first && !closed.contains(prior)) {
      outside.complain("I3 is broken by " + write);
    }
  }

  private int holding(SegmentId segment, int bytes, boolean closedToo) {
    int count = 0;
    for (ModelDisk disk : disks.values()) {
      ModelDisk.Held held = disk.of(segment);
      count += held != null && held.certified() >= bytes && (held.closed() || !closedToo) ? 1 : 0;
    }
    return count;
  }

  private Membership list() {
    long dead = disks.values().stream().filter(disk -> !disk.alive()).count();
    List<Member> all = new ArrayList<>(List.of(member(1)));
    disks.forEach((id, disk) -> all.add(disk.alive() ? member(id.index()) : new Member(
        id, member(id.index()).address(), "", 0, Member.Status.CRASHED)));
    return new Membership(1 + dead, all);
  }

  private LogSegment segment(SegmentId id) {
    return log.segments().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private ModelDisk disk(ServerId id) {
    ModelDisk disk = disks.get(id);
    if (disk == null) {
      throw new IllegalStateException("no backup is " + id);
    }
    return disk;
  }

  private ServerId at(Address address) {
    return disks.keySet().stream()
        .filter(id -> member(id.index()).address().equals(address)).findFirst().orElseThrow();
  }

  private static boolean isTo(ServerId backup, Object subject) {
    return (subject instanceof Write write && write.backup().equals(backup))
        || (subject instanceof Free free && free.backup().equals(backup));
  }
}
