package dev.goalkeeper.store.replication;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Progress;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import java.util.ArrayList;
import java.util.List;

/// One segment of the log and the group of its replicas: has R of them, marks the way free for its
/// neighbours, makes up for open replicas that were lost, and gives the replicas back when it is
/// freed.
///
/// Invariants: at most R replicas, no two of them in one failure domain, none with the master.
/// Nothing is acknowledged between the loss of an open replica and the coordinator's record of the
/// epoch that leaves it out (note *lost open replicas* in the package). A segment that is marked
/// closed has lost none that is not made up for, and loses none any more.
final class Segment extends Task<Segment> {
  /// With so many certified replicas one may be given up that is not known to be gone.
  private static final int SECURE_REPLICAS = 2;

  static final Clauses<Segment> C = Clauses.of(Segment.class);

  static final GroupInput<Segment, Replica> REPLICAS = C.group("replicas");
  static final GroupInput<Segment, Reclaim> RECLAIMS = C.group("reclaims");
  static final LinkInput<Segment, Segment> PRIOR = C.link("prior");
  static final LinkInput<Segment, Segment> NEXT = C.link("next");
  static final LinkInput<Segment, Segment> GATE = C.link("gate");
  static final Input<Segment> RAISED = C.value("raised epoch");
  static final Input<Segment> RECORD = C.value("recorded epoch");

  static final Fact<Segment> FREED = C.local("freed", s -> s.freed);
  static final Fact<Segment> SHORT =
      C.fact("short", s -> s.replicas.size() < s.wantedReplicas, REPLICAS);
  static final Fact<Segment> NONE = C.fact("none", s -> s.replicas.size() == 0, REPLICAS);
  static final Fact<Segment> ALL_OPENED =
      C.count("all opened", REPLICAS, () -> Replica.OPENED, s -> s.wantedReplicas);
  static final Fact<Segment> SECURE = C.count(
      "secure", REPLICAS, () -> Replica.OPENED, s -> Math.min(SECURE_REPLICAS, s.wantedReplicas));
  static final Fact<Segment> ALL_CLOSED =
      C.count("all closed", REPLICAS, () -> Replica.CLOSED, s -> s.wantedReplicas);
  static final Fact<Segment> ALL_TAGGED =
      C.count("all tagged", REPLICAS, () -> Replica.TAGGED, s -> s.wantedReplicas);
  static final Fact<Segment> ALL_WHOLE =
      C.count("all whole", REPLICAS, () -> Replica.WHOLE, s -> s.wantedReplicas);
  static final Fact<Segment> RECLAIMED =
      C.fact("reclaimed", s -> s.reclaims.size() == 0, RECLAIMS);
  static final Fact<Segment> OPENED = C.local("opened", s -> s.opened);
  static final Fact<Segment> CLOSED = C.local("closed", s -> s.closed);
  static final Fact<Segment> LOST = C.fact("open replica lost", Segment::lost, RAISED);
  static final Fact<Segment> ASKED = C.fact("record asked for", Segment::asked, RAISED);
  static final Fact<Segment> RECORDED =
      C.fact("recorded", s -> s.log.recorded(s.epoch()), RAISED, RECORD);

  /// A segment that came after it, when it was retired, is closed: its successor's digest is
  /// durable, names the retired one no more, and is the one that a recovery takes.
  static final Fact<Segment> DUE =
      C.peer("durably omitted", GATE, () -> Segment.CLOSED, false);

  /// What its replicas look at.
  static final Fact<Segment> PRIOR_OPENED =
      C.peer("prior opened", PRIOR, () -> Segment.OPENED, true);
  static final Fact<Segment> PRIOR_CLOSED =
      C.peer("prior closed", PRIOR, () -> Segment.CLOSED, true);
  static final Fact<Segment> NEXT_OPENED =
      C.peer("next opened", NEXT, () -> Segment.OPENED, true);

  static final Rules<Segment> RULES = C.rules()
      .given(FREED.not(), DUE.not())
        .rule ("S1", Segment::addReplica, SHORT)
      .given(FREED.not(), DUE.not(), SHORT.not(), OPENED.not())
        .rule ("S2", Segment::markOpened, ALL_OPENED)
        .waits("W2",                      ALL_OPENED.not())
      .given(FREED.not(), DUE.not(), SHORT.not(), OPENED, CLOSED.not(), LOST)
        .waits("W6",                      ALL_TAGGED.not())
        .waits("W7",                      ALL_TAGGED, PRIOR_CLOSED.not())
        .rule ("S6", Segment::askRecord,  ALL_TAGGED, PRIOR_CLOSED, RECORDED.not(), ASKED.not())
        .waits("W8",                      ALL_TAGGED, PRIOR_CLOSED, RECORDED.not(), ASKED)
        .rule ("S7", Segment::goOn,       ALL_TAGGED, PRIOR_CLOSED, RECORDED)
      .given(FREED.not(), DUE.not(), SHORT.not(), OPENED, CLOSED.not(), LOST.not())
        .rule ("S3", Segment::markClosed, ALL_CLOSED)
        .waits("W3",                      ALL_CLOSED.not(), ALL_WHOLE.not())
        .goal ("G1",                      ALL_CLOSED.not(), ALL_WHOLE)
      .given(FREED.not(), DUE.not(), SHORT.not(), OPENED, CLOSED)
        .waits("W4",                      ALL_WHOLE.not())
        .goal ("G2",                      ALL_WHOLE)
      .given(FREED.not())
        .rule ("S8", Segment::release,    DUE)
      .given(FREED)
        .rule ("S4", Segment::reclaim,    NONE.not())
        .waits("W5",                      NONE, RECLAIMED.not())
        .rule ("S5", Segment::forget,     NONE, RECLAIMED)
      .exports(SECURE, PRIOR_OPENED, PRIOR_CLOSED, NEXT_OPENED)
      .build();

  private final Cell<Integer> raised = value(RAISED, 0);
  private final Group<Replica> replicas = group(REPLICAS);
  private final Group<Reclaim> reclaims = group(RECLAIMS);
  private final Link<Segment> prior = link(PRIOR);
  private final Link<Segment> next = link(NEXT);
  private final Link<Segment> gate = link(GATE);
  private final List<Reclaim> surrendered = new ArrayList<>();
  private final Cell<Progress> queued;
  private final Cell<Long> choices = new Cell<>(0L);
  private final ReplicatedLog log;
  private final LogSegment memory;
  private final int wantedReplicas;
  private int generations;
  private int settledEpoch;
  private int askedEpoch;
  private boolean opened;
  private boolean closed;
  private boolean freed;

  Segment(ReplicatedLog log, LogSegment memory) {
    this.log = log;
    this.memory = memory;
    this.wantedReplicas = log.options().replicas();
    this.queued = new Cell<>(new Progress(true, memory.length(), 0, false));
    watch(RECORD, log.recordedEpoch());
  }

  @Override
  protected Rules<Segment> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "segment " + memory.id();
  }

  SegmentId id() {
    return memory.id();
  }

  LogSegment memory() {
    return memory;
  }

  Group<Replica> replicas() {
    return replicas;
  }

  /// How far its replicas are to come.
  Cell<Progress> queued() {
    return queued;
  }

  /// Changes whenever one of its replicas chooses or forgets a backup.
  Cell<Long> choices() {
    return choices;
  }

  Link<Segment> prior() {
    return prior;
  }

  /// True once R replicas had the opening.
  boolean opened() {
    return opened;
  }

  /// True once R replicas were closed.
  boolean closed() {
    return closed;
  }

  /// True from the loss of an open replica until it is made up for and recorded.
  boolean lost() {
    return raised.get() > settledEpoch;
  }

  /// A backup may keep an open replica of it that it will not hear of again: from now on those
  /// that count have a higher epoch.
  void openReplicaLost() {
    raised.set(raised.get() + 1);
    queued.set(queued.get().withEpoch(raised.get()));
  }

  /// A backup is alive and keeps a replica that is not wanted any more. While the segment is made
  /// whole again it may still be needed: it has all that was acknowledged, and counts until the
  /// epoch is recorded.
  void surrender(Peer backup, ReplicaId replica) {
    surrendered.add(new Reclaim(log, backup, replica, reclaims::remove));
    if (!lost()) {
      giveBack();
    }
  }

  /// Its backup has lost that replica to its disk.
  void damaged(ReplicaId replica) {
    for (int i = 0; i < replicas.size(); i++) {
      replicas.get(i).damaged(replica);
    }
  }

  /// Gives a replica back that nobody counts on, if the segment is whole.
  ///
  /// @return false if it is not whole yet, or counts on that very one
  boolean doesWithout(Peer backup, ReplicaId replica) {
    if (lost() || replicas.size() < wantedReplicas) {
      return false;
    }
    for (int i = 0; i < replicas.size(); i++) {
      if (replicas.get(i).is(replica) || !replicas.get(i).whole()) {
        return false;
      }
    }
    if (!givesBack(backup, replica)) {
      surrender(backup, replica);
    }
    return true;
  }

  private boolean givesBack(Peer backup, ReplicaId replica) {
    for (int i = 0; i < reclaims.size(); i++) {
      if (reclaims.get(i).isOf(backup, replica)) {
        return true;
      }
    }
    return false;
  }

  /// Whether that backup keeps a replica that may still be needed, and is to be given back later.
  boolean surrendered(Peer backup) {
    for (int i = 0; i < surrendered.size(); i++) {
      if (surrendered.get(i).isAt(backup)) {
        return true;
      }
    }
    return false;
  }

  /// No digest from the next on names it. Its replicas are given back once `newest`, after which no
  /// older digest counts, is closed.
  void retire(Segment newest) {
    gate.set(newest);
  }

  boolean priorClosed() {
    return !prior.present() || prior.get().closed;
  }

  int openingBytes() {
    return memory.opening().length();
  }

  /// Bytes that R replicas have certified.
  int certifiedBytes() {
    if (replicas.size() < wantedReplicas) {
      return 0;
    }
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < replicas.size(); i++) {
      least = Math.min(least, replicas.get(i).committed().bytes());
    }
    return least;
  }

  int nextGeneration() {
    return ++generations;
  }

  void choiceMade() {
    choices.set(choices.get() + 1);
  }

  /// This segment comes after that one in the log.
  void follow(Segment before) {
    prior.set(before);
    before.next.set(this);
  }

  private void addReplica() {
    replicas.add(new Replica(log, this, replicas.size() + 1));
  }

  private void markOpened() {
    opened = true;
  }

  /// What the next one has committed meanwhile counts from now on.
  private void markClosed() {
    closed = true;
    next.target().ifPresent(log::committed);
    log.closed(this);
  }

  private boolean asked() {
    return askedEpoch == raised.get();
  }

  private Epoch epoch() {
    return new Epoch(id(), raised.get());
  }

  private void askRecord() {
    askedEpoch = raised.get();
    log.wantRecorded(epoch());
  }

  private void goOn() {
    settledEpoch = raised.get();
    giveBack();
    log.committed(this);
  }

  private void giveBack() {
    surrendered.forEach(reclaims::add);
    surrendered.clear();
  }

  private void release() {
    freed = true;
  }

  private void reclaim() {
    Replica replica = replicas.get(replicas.size() - 1);
    replica.backup().target().ifPresent(backup -> {
      log.placement().left(backup.id());
      surrender(backup, replica.id());
    });
    replicas.remove(replica);
    if (replicas.size() == 0) {
      log.released(this);
    }
  }

  private void forget() {
    log.forget(this);
  }
}
