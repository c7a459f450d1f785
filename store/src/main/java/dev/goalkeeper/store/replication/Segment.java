package dev.goalkeeper.store.replication;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.wire.Progress;
import dev.goalkeeper.store.wire.SegmentId;

/// One segment of the log and the group of its replicas: has R of them, marks the way free for its
/// neighbours, and gives the replicas back when it is freed.
///
/// Invariant: at most R replicas, no two of them in one failure domain, none with the master.
final class Segment extends Task<Segment> {
  static final Clauses<Segment> C = Clauses.of(Segment.class);

  static final GroupInput<Segment, Replica> REPLICAS = C.group("replicas");
  static final GroupInput<Segment, Reclaim> RECLAIMS = C.group("reclaims");
  static final LinkInput<Segment, Segment> PRIOR = C.link("prior");
  static final LinkInput<Segment, Segment> NEXT = C.link("next");
  static final CellClause<Segment> FREED = C.cell("freed");

  static final Fact<Segment> SHORT =
      C.fact("short", s -> s.replicas.size() < s.wantedReplicas, REPLICAS);
  static final Fact<Segment> NONE = C.fact("none", s -> s.replicas.size() == 0, REPLICAS);
  static final Fact<Segment> ALL_OPENED =
      C.count("all opened", REPLICAS, () -> Replica.OPENED, s -> s.wantedReplicas);
  static final Fact<Segment> ALL_CLOSED =
      C.count("all closed", REPLICAS, () -> Replica.CLOSED, s -> s.wantedReplicas);
  static final Fact<Segment> ALL_WHOLE =
      C.count("all whole", REPLICAS, () -> Replica.WHOLE, s -> s.wantedReplicas);
  static final Fact<Segment> RECLAIMED =
      C.fact("reclaimed", s -> s.reclaims.size() == 0, RECLAIMS);
  static final Fact<Segment> OPENED = C.local("opened", s -> s.opened);
  static final Fact<Segment> CLOSED = C.local("closed", s -> s.closed);

  /// What its replicas look at.
  static final Fact<Segment> PRIOR_OPENED =
      C.peer("prior opened", PRIOR, () -> Segment.OPENED, true);
  static final Fact<Segment> PRIOR_CLOSED =
      C.peer("prior closed", PRIOR, () -> Segment.CLOSED, true);
  static final Fact<Segment> NEXT_OPENED =
      C.peer("next opened", NEXT, () -> Segment.OPENED, true);

  static final Rules<Segment> RULES = C.rules()
      .given(FREED.not())
        .rule ("S1", Segment::addReplica, SHORT)
      .given(FREED.not(), SHORT.not(), OPENED.not())
        .rule ("S2", Segment::markOpened, ALL_OPENED)
        .waits("W2",                      ALL_OPENED.not())
      .given(FREED.not(), SHORT.not(), OPENED, CLOSED.not())
        .rule ("S3", Segment::markClosed, ALL_CLOSED)
        .waits("W3",                      ALL_CLOSED.not(), ALL_WHOLE.not())
        .goal ("G1",                      ALL_CLOSED.not(), ALL_WHOLE)
      .given(FREED.not(), SHORT.not(), OPENED, CLOSED)
        .waits("W4",                      ALL_WHOLE.not())
        .goal ("G2",                      ALL_WHOLE)
      .given(FREED)
        .rule ("S4", Segment::reclaim,    NONE.not())
        .waits("W5",                      NONE, RECLAIMED.not())
        .rule ("S5", Segment::forget,     NONE, RECLAIMED)
      .exports(PRIOR_OPENED, PRIOR_CLOSED, NEXT_OPENED)
      .build();

  private final Cell<Boolean> freed = cell(FREED, false);
  private final Group<Replica> replicas = group(REPLICAS);
  private final Group<Reclaim> reclaims = group(RECLAIMS);
  private final Link<Segment> prior = link(PRIOR);
  private final Link<Segment> next = link(NEXT);
  private final Cell<Progress> queued;
  private final Cell<Long> choices = new Cell<>(0L);
  private final ReplicatedLog log;
  private final LogSegment memory;
  private final int wantedReplicas;
  private int generations;
  private boolean opened;
  private boolean closed;

  Segment(ReplicatedLog log, LogSegment memory) {
    this.log = log;
    this.memory = memory;
    this.wantedReplicas = log.options().replicas();
    this.queued = new Cell<>(new Progress(true, memory.length(), 0, false));
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

  Cell<Boolean> freed() {
    return freed;
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

  private void markClosed() {
    closed = true;
  }

  private void reclaim() {
    Replica replica = replicas.get(replicas.size() - 1);
    replica.backup().target()
        .ifPresent(backup -> reclaims.add(
            new Reclaim(log, backup, replica.id(), reclaims::remove)));
    replicas.remove(replica);
  }

  private void forget() {
    log.forget(this);
  }
}
