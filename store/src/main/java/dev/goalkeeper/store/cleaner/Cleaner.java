package dev.goalkeeper.store.cleaner;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.wire.SegmentId;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Gets memory and replicas back: takes one closed segment after the other, appends what is still
/// needed of it to the head, and retires it. Its goal is that there is enough, or nothing to gain.
///
/// A segment that it has begun with it finishes before it takes another one: objects that were
/// moved lie in both, and only the order in which digests omit the two keeps the older one dead.
///
/// Replication frees what is retired once a digest that omits it is the one that a recovery would
/// take; the survivors, which lie before that digest, are certified by then.
public final class Cleaner extends Task<Cleaner> {
  static final Clauses<Cleaner> C = Clauses.of(Cleaner.class);

  static final Input<Cleaner> SPACE = C.value("space");
  static final TimerClause<Cleaner> REST = C.timer("rest");
  static final TimerClause<Cleaner> QUIET = C.timer("quiet");
  static final Fact<Cleaner> CHOSEN = C.local("chosen", cleaner -> cleaner.source != null);
  static final Fact<Cleaner> MOVED = C.local("survivors moved", Cleaner::moved);
  static final Fact<Cleaner> WORTH =
      C.fact("something to gain", cleaner -> cleaner.space.choice().isPresent(), SPACE);
  static final Fact<Cleaner> ROOM = C.fact("room", Cleaner::room, SPACE);
  static final Fact<Cleaner> ENOUGH =
      C.fact("enough to omit", Cleaner::omitsEnough, SPACE);

  static final Rules<Cleaner> RULES = C.implies(MOVED, CHOSEN).rules()
      .given(CHOSEN.not(), WORTH)
        .waits("W1",                   REST.running())
        .rule ("K1", Cleaner::choose,  REST.running().not())
      .given(CHOSEN.not(), WORTH.not())
        .goal ("G",                    ENOUGH.not())
        .waits("W2",                   ENOUGH, QUIET.running())
        .rule ("K4", Cleaner::roll,    ENOUGH, QUIET.running().not())
      .given(CHOSEN, MOVED.not())
        .waits("W3",                   REST.running())
        .rule ("K2", Cleaner::move,    REST.running().not(), ROOM)
        .waits("W4",                   REST.running().not(), ROOM.not())
      .given(CHOSEN, MOVED)
        .rule ("K3", Cleaner::retire)
      .build();

  /// What one firing looks through: some tens of microseconds of the loop.
  private static final int LOOK_BYTES_MAX = 64 << 10;

  /// And of a small segment only this part.
  private static final int LOOK_PART = 8;

  /// Others have their turn in between.
  private static final Duration PACE = Duration.ofNanos(20_000);

  /// So many retired segments are worth the rest of a head that is rolled before it is full; one is
  /// if writes wait for it.
  private static final int SEGMENTS_ENOUGH = 2;

  /// A head that others fill is rolled by them.
  private static final Duration QUIET_TIME = Duration.ofMillis(200);

  private final Timer rest = timer(REST);
  private final Timer quiet = timer(QUIET);
  private final Log log;
  private final Space space;
  private final Survivors survivors;
  private @Nullable LogSegment source;
  private int offset;
  private boolean stuck;
  private long freed;

  /// @param space of the log that is cleaned
  /// @param holders of what lies in the log
  public Cleaner(Space space, Holders holders) {
    this.log = space.log();
    this.space = space;
    this.survivors = new Survivors(log, space, holders);
    watch(SPACE, space.changes());
  }

  @Override
  protected Rules<Cleaner> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "cleaner";
  }

  /// A segment of the log is closed on its backups.
  public void settled(SegmentId segment) {
    log.settled(segment);
  }

  /// A retired segment is needed no more: a durable digest omits it, and nothing sends it.
  public void freed(SegmentId segment) {
    freed++;
    log.free(segment);
  }

  /// How it stands. For the pool's thread.
  public CleanerStatus status() {
    return new CleanerStatus(log.freeSegments(), log.retiredSegments(), log.objectBytes(),
        space.objectBytesMax(), space.cleaned(), freed, survivors.bytes());
  }

  private boolean moved() {
    LogSegment from = source;
    return from != null && offset >= from.length();
  }

  private boolean room() {
    return !stuck || space.survivorsHaveRoom();
  }

  private boolean omitsEnough() {
    return log.freeSegments() > 0
        && (log.omittableSegments() >= SEGMENTS_ENOUGH || space.rollsForWrites());
  }

  private void choose() {
    LogSegment chosen = space.choice().orElseThrow();
    source = chosen;
    space.cleans(chosen);
    offset = needless(chosen) ? chosen.length() : 0;
  }

  /// Whether it can be retired without a look into it.
  private boolean needless(LogSegment chosen) {
    return log.liveBytes(chosen) == 0;
  }

  private void move() {
    LogSegment from = Objects.requireNonNull(source);
    int end = offset + Math.min(LOOK_BYTES_MAX, from.capacity() / LOOK_PART);
    stuck = false;
    while (offset < end && offset < from.length() && !stuck) {
      int next = survivors.move(from, offset);
      stuck = next == offset;
      offset = next;
    }
    log.copied();
    rest.start(PACE);
  }

  private void retire() {
    LogSegment from = Objects.requireNonNull(source);
    if (log.objectBytes(from) != 0) {
      throw new IllegalStateException("segment " + from.id() + " still has "
          + log.objectBytes(from) + " bytes of objects that are in use");
    }
    log.retire(from.id());
    source = null;
    space.cleans(null);
    quiet.start(QUIET_TIME);
  }

  private void roll() {
    log.roll();
  }
}
