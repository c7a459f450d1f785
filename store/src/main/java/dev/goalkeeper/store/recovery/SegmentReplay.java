package dev.goalkeeper.store.recovery;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.BudgetClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.log.EntryParcel;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.wire.Entries;
import dev.goalkeeper.store.wire.FetchEntries;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.ReplicaId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Brings in one segment of a dead master's log: piece by piece from one replica, from the next one
/// when that cannot go on. Its goal is that all of it is replayed, or that no replica is left.
final class SegmentReplay extends Task<SegmentReplay> {
  static final Clauses<SegmentReplay> C = Clauses.of(SegmentReplay.class);

  static final LinkInput<SegmentReplay, Peer> PEER = C.link("backup");
  static final Input<SegmentReplay> SPACE = C.value("space");
  static final Input<SegmentReplay> WANTED = C.value("wanted");
  static final OpClause<SegmentReplay> FETCH = C.op("fetch").timeout(Duration.ofSeconds(2));
  static final BudgetClause<SegmentReplay> SLOT = C.budget("slot", FETCH);
  static final Fact<SegmentReplay> BACKUP =
      C.fact("backup chosen", segment -> segment.backup.present(), PEER);
  static final Fact<SegmentReplay> UP = C.peer("backup up", PEER, () -> Peer.UP, false);
  static final Fact<SegmentReplay> ROOM =
      C.fact("room", segment -> !segment.replay.target().waits(), SPACE, WANTED);
  static final Fact<SegmentReplay> LEFT = C.local("replicas left", SegmentReplay::replicasLeft);
  static final Fact<SegmentReplay> REPLAYED = C.local("replayed", segment -> segment.replayed);

  /// What the replay looks at.
  static final Fact<SegmentReplay> LOST = C.local("unreadable", SegmentReplay::lost);

  static final Rules<SegmentReplay> RULES = C.implies(UP, BACKUP).rules()
      .given()
        .goal ("G1",                          REPLAYED)
      .given(REPLAYED.not(), BACKUP.not())
        .rule ("Y1", SegmentReplay::choose,   LEFT)
        .goal ("G2",                          LEFT.not())
      .given(REPLAYED.not())
        .rule ("Y2", SegmentReplay::leave,    BACKUP, UP.not())
      .given(REPLAYED.not(), BACKUP, UP)
        .rule ("Y3", SegmentReplay::fetch,    FETCH.is(IDLE), SLOT)
        .waits("W1",                          FETCH.is(IDLE), SLOT.not())
        .waits("W2",                          FETCH.is(RUNNING))
        .rule ("Y4", SegmentReplay::replay,   FETCH.is(OK), ROOM)
        .waits("W3",                          FETCH.is(OK), ROOM.not())
        .rule ("Y5", SegmentReplay::leave,    FETCH.is(FAILED, TIMED_OUT))
      .exports(REPLAYED, LOST)
      .build();

  private final Link<Peer> backup = link(PEER);
  private final Op<Entries> fetch = op(FETCH);
  private final Replay replay;
  private final RecoverTablets.Source source;
  private @Nullable EntryParcel begun;
  private int tried;
  private int offset;
  private boolean replayed;

  SegmentReplay(Replay replay, RecoverTablets.Source source) {
    this.replay = replay;
    this.source = source;
    permit(SLOT, replay.fetches());
    watch(SPACE, replay.target().space());
    watch(WANTED, replay.target().wanted());
  }

  @Override
  protected Rules<SegmentReplay> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return replay.name() + " segment " + source.segment();
  }

  private boolean replicasLeft() {
    return tried < source.replicas().size();
  }

  private boolean lost() {
    return !replayed && !backup.present() && !replicasLeft();
  }

  /// A backup that this server has never heard of counts as one that is down.
  private void choose() {
    replay.peer(source.replicas().get(tried).backup()).ifPresentOrElse(backup::set, () -> tried++);
  }

  private void leave() {
    fetch.reset();
    begun = null;
    tried++;
    backup.clear();
  }

  private void fetch() {
    var replica = new ReplicaId(replay.request().crashed(), source.segment(),
        source.replicas().get(tried).generation());
    replay.call(backup.get(), new FetchEntries(replica, offset, replay.request().tablets()),
        new Expecting<>(Entries.class, fetch), fetch.begin());
  }

  /// What was replayed before a damage counts; the next replica has the rest, at the same place.
  /// Where there is no room for more it goes on when there is.
  private void replay() {
    Entries came = fetch.value();
    EntryParcel parcel = begun;
    if (parcel == null) {
      parcel = new EntryParcel(came.bytes(), replay.request().crashed(), source.segment());
    }
    if (!parcel.handOn(replay::take)) {
      begun = parcel;
      return;
    }
    begun = null;
    fetch.reset();
    if (parcel.damaged() || (came.next() <= offset && !came.last())) {
      leave();
    } else {
      offset = came.next();
      replayed = came.last();
    }
  }
}
