package dev.goalkeeper.store.replication;

import dev.goalkeeper.pools.Budget;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.SegmentObserver;
import dev.goalkeeper.store.membership.CoordinatorLine;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.membership.Standing;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Progress;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The log's replication: hears of new, grown and closed segments and keeps R copies of each.
///
/// Lives in one pool, on the thread that appends to the log; owns all tasks of this package.
public final class ReplicatedLog implements SegmentObserver {
  private final Pool pool;
  private final Cluster cluster;
  private final Member own;
  private final ReplicationOptions options;
  private final Placement placement;
  private final HeldAnswers answers;
  private final EpochRecord epochs;
  private final Budget writes =
      new Budget("writes in flight", ReplicationOptions.REPAIRS_IN_FLIGHT_MAX);
  private final Budget.Lane urgentWrites = writes.reserve(ReplicationOptions.URGENT_WRITES_MAX);
  private final Budget frees =
      new Budget("frees in flight", ReplicationOptions.FREES_IN_FLIGHT_MAX);
  private final Map<SegmentId, Segment> segments = new TreeMap<>();
  private final Cell<LogPosition> certified = new Cell<>(LogPosition.START);
  private final RepairCounters counters = new RepairCounters();
  private Consumer<SegmentId> onReleased = id -> {};
  private Consumer<SegmentId> onClosed = id -> {};
  private @Nullable Segment newest;

  /// The cluster as one of its servers sees it.
  ///
  /// @param own this server, as the cluster lists it
  /// @param standing whether it still belongs to it
  public record Cluster(
      Transport transport,
      Members members,
      Member own,
      CoordinatorLine coordinator,
      Standing standing) {}

  /// @param pool runs the rules; on its thread everything here is called
  public ReplicatedLog(Pool pool, Cluster cluster, ReplicationOptions options) {
    this.pool = pool;
    this.cluster = cluster;
    this.own = cluster.own();
    this.options = options;
    this.placement = new Placement(
        cluster.members(), own, options.replicas(), pool.world().random("placement " + own.id()));
    this.answers = new HeldAnswers(certified, cluster.standing().doubted());
    this.epochs = new EpochRecord(cluster.coordinator(), cluster.standing());
    pool.add(placement);
    pool.add(answers);
    pool.add(epochs);
  }

  /// Says what happens once a retired segment is needed no more: a durable digest omits it, and its
  /// memory is sent to nobody. Its replicas are given back from then on.
  public void onReleased(Consumer<SegmentId> listener) {
    onReleased = listener;
  }

  /// Says what happens once R backups have a segment closed.
  public void onClosed(Consumer<SegmentId> listener) {
    onClosed = listener;
  }

  @Override
  public void opened(LogSegment memory, SegmentId prior) {
    var segment = new Segment(this, memory);
    Segment before = newest;
    if (before != null) {
      segment.follow(before);
    }
    newest = segment;
    segments.put(memory.id(), segment);
    pool.add(segment);
  }

  @Override
  public void appended(LogSegment memory) {
    Cell<Progress> queued = segment(memory.id()).queued();
    queued.set(queued.get().withBytes(memory.length()));
  }

  @Override
  public void closed(LogSegment memory) {
    Cell<Progress> queued = segment(memory.id()).queued();
    queued.set(queued.get().withClosed(true));
  }

  /// Lets the answer go once all bytes before the position are certified on R backups: in log
  /// order, at once if they are already.
  public void whenCertified(LogPosition position, Runnable answer) {
    answers.hold(position, answer);
  }

  /// Up to where the log is certified on R backups; it only rises.
  public LogPosition certified() {
    return certified.get();
  }

  /// True once the segment's close was durable on R backups.
  public boolean closed(SegmentId id) {
    return segment(id).closed();
  }

  /// A backup has found that its replica is not what it was, and has given it up. Nothing happens
  /// if that is no news.
  public void damaged(ReplicaId replica) {
    Segment segment = segments.get(replica.segment());
    if (segment != null) {
      segment.damaged(replica);
    }
  }

  /// A backup has found a replica that an earlier life of its has left; it is given back, unless
  /// its segment is not whole without it.
  ///
  /// @return whether the backup need not ask again
  public boolean found(ReplicaId replica, ServerId holder) {
    Peer backup = cluster.members().find(holder).filter(Peer::up).orElse(null);
    if (backup == null) {
      return false;
    }
    Segment segment = segments.get(replica.segment());
    if (segment == null) {
      pool.add(new Reclaim(this, backup, replica, pool::retire));
      return true;
    }
    return segment.doesWithout(backup, replica);
  }

  @Override
  public void retired(LogSegment memory) {
    Segment segment = segment(memory.id());
    Segment head = newest;
    if (!segment.closed() || head == null) {
      throw new IllegalArgumentException(
          "segment " + memory.id() + " is not closed on its backups yet");
    }
    segment.retire(head);
  }

  /// How replication stands, for people and tests. For the pool's thread.
  public ReplicationStatus status() {
    List<ReplicationStatus.SegmentLine> lines = new ArrayList<>();
    segments.values().forEach(segment -> lines.add(ReplicationStatus.line(segment)));
    return new ReplicationStatus(
        placement.width().toString(), options.replicas(), lines, answers.size(),
        answers.longestNanos(), epochs.recorded().get(),
        counters.lostCount(), counters.restoredCount());
  }

  ServerId master() {
    return own.id();
  }

  ReplicationOptions options() {
    return options;
  }

  Placement placement() {
    return placement;
  }

  RepairCounters counters() {
    return counters;
  }

  Budget.Lane writes() {
    return writes.common();
  }

  /// For the head and the segment before it: whoever writes waits for these.
  Budget.Lane urgentWrites() {
    return urgentWrites;
  }

  Budget.Lane frees() {
    return frees.common();
  }

  Standing standing() {
    return cluster.standing();
  }

  Cell<Epoch> recordedEpoch() {
    return epochs.recorded();
  }

  boolean recorded(Epoch epoch) {
    return epochs.recorded().get().compareTo(epoch) >= 0;
  }

  void wantRecorded(Epoch epoch) {
    epochs.want(epoch);
  }

  void call(Peer backup, Request request, Completion<Message> answer, long token) {
    cluster.transport().call(
        backup.address(), backup.envelopeFrom(own.id()), request, answer, token);
  }

  /// A replica of the segment has committed more. It counts once the segment before is closed: its
  /// opening may be certified long before the last data of that one. And not while a lost open
  /// replica could still be taken for the head.
  void committed(Segment segment) {
    if (!segment.priorClosed() || segment.lost()) {
      return;
    }
    int bytes = segment.certifiedBytes();
    if (!certified.get().reaches(segment.id(), bytes)) {
      certified.set(new LogPosition(segment.id(), bytes));
    }
  }

  void closed(Segment segment) {
    onClosed.accept(segment.id());
  }

  /// Nobody needs it in memory any more: recoveries leave it out, and nothing sends it.
  void released(Segment segment) {
    onReleased.accept(segment.id());
  }

  void forget(Segment segment) {
    segments.remove(segment.id());
    pool.retire(segment);
  }

  private Segment segment(SegmentId id) {
    Segment segment = segments.get(id);
    if (segment == null) {
      throw new IllegalArgumentException("segment " + id + " is not being replicated");
    }
    return segment;
  }
}
