package dev.goalkeeper.store.cleaner;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.Room;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/// Who may take how much of a log's memory, and what can be had back of it.
///
/// The last few segments are kept for what frees others. A write leaves alone what removals, the
/// cleaner's survivors and a last roll need; a removal what the survivors and the roll need; and
/// survivors leave the roll, without which nothing that was cleaned becomes free. So a store that
/// is full can still be emptied, and one that is nearly full be cleaned.
public final class Space {
  /// From so many segments on each reserve has two of them, and from the lesser number on one. A
  /// log that has fewer cannot be cleaned: there would be no room for anything else.
  private static final int SEGMENTS_MANY = 256;

  private static final int SEGMENTS_SOME = 8;

  /// Opens a head so that a digest omits what was retired.
  private static final int FOR_ROLL = 1;

  /// One part of the memory in so many is the cleaner's to work with, beside the reserves: it
  /// begins when there is less. What it gains comes only after a roll or two, so that with fewer
  /// than two segments writes would wait; that does not take longer with more memory.
  private static final int WORKING_PART = 24;

  private static final int WORKING_LEAST = 2;

  private static final int WORKING_MOST = 8;

  /// Objects may take this share of what the reserves leave, in percent. Overwritten at random with
  /// 95 a cleaner would move ten bytes and more to gain one, with 90 five.
  private static final int OBJECTS_PERCENT_MAX = 90;

  /// And what is recovered here, or moved, together with them this one: cleaning is dear then, and
  /// goes on.
  private static final int BROUGHT_PERCENT_MAX = 95;

  private static final int PERCENT = 100;

  private final Log log;
  private final DoubleSupplier share;
  private final int segments;
  private final int each;
  private final Cell<Long> changes = new Cell<>(0L);
  private @Nullable LogSegment source;
  private long cleaned;

  /// @param log whose memory it is about; it tells this one when that changes
  /// @param share of what objects could take, which they may: the rest is for what others had that
  ///     have died
  public Space(Log log, DoubleSupplier share) {
    this.log = log;
    this.share = share;
    this.segments = log.counters().segmentsMax();
    this.each = segments >= SEGMENTS_MANY ? 2 : segments >= SEGMENTS_SOME ? 1 : 0;
    log.onSpace(() -> changes.set(changes.get() + 1));
  }

  /// The log whose memory it is about.
  public Log log() {
    return log;
  }

  /// Rises when memory comes or goes by whole segments, or by what comes near to one.
  public Cell<Long> changes() {
    return changes;
  }

  /// Whether objects may take so much more, beside what their sizes leave unused. No cleaner can
  /// help if they may not.
  public boolean admits(int growth) {
    return growth <= 0 || log.objectBytes() + log.unusedBytes() + growth <= objectBytesMax();
  }

  /// Whether objects that are brought here may take so much more, whatever is kept free for others.
  public boolean admitsBrought(int growth) {
    return log.objectBytes() + growth <= percentOfAll(BROUGHT_PERCENT_MAX);
  }

  /// Whether an index may grow of which so many parts are taken, and so many are there.
  public boolean admitsIndex(int taken, int all) {
    return taken < all * share.getAsDouble();
  }

  /// Room for a write, or for what a recovery brings in.
  public Room forEntries(int bytes) {
    return survivorsKeepRoom(bytes) ? log.reserve(bytes, reserved()) : Room.OUT_OF_MEMORY;
  }

  /// Segments that were cleaned, ever.
  public long cleaned() {
    return cleaned;
  }

  /// By what does not change unheard.
  private boolean hasRoom(int bytes) {
    return log.fits(bytes) && (each == 0 || survivorsHaveRoom());
  }

  /// Whether entries that found no room have to wait for the cleaner: it is at work. Who reads the
  /// log is not waited for: that may be somebody who waits for this one.
  public boolean entriesWait(int bytes) {
    return log.freeSegments() <= reserved() && !hasRoom(bytes) && cleans();
  }

  /// Room for a tombstone, which makes room for more.
  public Room forRemoval(int bytes) {
    return survivorsKeepRoom(bytes) ? log.reserve(bytes, forRoll() + each) : Room.OUT_OF_MEMORY;
  }

  /// Whether what is still to be moved of the source finds room in the head, or in a new one, after
  /// so many bytes of others. A head that is the last for survivors is theirs also before there is
  /// a source: full of others' entries it would leave nothing to begin with.
  private boolean survivorsKeepRoom(int bytes) {
    return each == 0 || survivorsHaveRoom()
        || (source != null && log.fits(log.liveBytes(source) + bytes));
  }

  /// What the cleaner moves from now on; nothing when it has come to the end of it.
  void cleans(@Nullable LogSegment source) {
    this.source = source;
    cleaned += source == null ? 1 : 0;
    changes.set(changes.get() + 1);
  }

  /// Room for what the cleaner moves.
  Room forSurvivor(int bytes) {
    return log.reserve(bytes, survivorsSpare());
  }

  /// Whether a survivor finds room in a new head. What a segment has to be moved never needs two.
  boolean survivorsHaveRoom() {
    return log.freeSegments() > survivorsSpare();
  }

  /// The last segment is for survivors too if its digest omits something: it is that roll then.
  private int survivorsSpare() {
    return log.omittableSegments() > 0 ? 0 : forRoll();
  }

  /// Whether there is so little left that it is time to clean: no sooner, since each segment that
  /// is free is one that dead entries could lie in for longer. What a digest omits counts as free:
  /// it comes without anybody's doing, and must not be a reason to move more.
  boolean low() {
    return log.freeSegments() + omitted() < reserved() + working();
  }

  /// Whether a write that needs a new head has to wait for a roll: what would be free waits for a
  /// digest that omits it, and survivors do not fill the head.
  boolean rollsForWrites() {
    return log.freeSegments() <= reserved() && log.omittableSegments() > 0 && omitted() == 0;
  }

  private int omitted() {
    return log.retiredSegments() - log.omittableSegments();
  }

  private int working() {
    return Math.clamp(segments / WORKING_PART, WORKING_LEAST, WORKING_MOST);
  }

  /// Bytes that objects may have in all, as far as they are written here.
  public long objectBytesMax() {
    return (long) (percentOfAll(OBJECTS_PERCENT_MAX) * share.getAsDouble());
  }

  private long percentOfAll(int percent) {
    return (long) (segments - reserved()) * log.entryBytesMax() * percent / PERCENT;
  }

  /// Whether it gets more without anybody's doing: something waits to be cleaned, to be given back,
  /// or to be read.
  public boolean recovers() {
    return !log.pins().none() || cleans();
  }

  private boolean cleans() {
    return source != null || log.retiredSegments() > 0 || choice().isPresent()
        || log.segments().stream().anyMatch(this::ripens);
  }

  /// Whether there will be something to gain in it, once its backups have all of it.
  private boolean ripens(LogSegment segment) {
    return segment.closed() && !segment.settled() && log.worthCleaning(segment);
  }

  /// What to clean next: a segment of which nothing is needed any more; or, when memory is low,
  /// that which has the best ratio of benefit to cost. That is (1-u)*age/u: what it gains, times
  /// how long it will stay gained, by what it costs to move the rest (Rumble and others, FAST
  /// 2014). Age is counted in segments that were opened since.
  Optional<LogSegment> choice() {
    boolean low = low();
    boolean anew = survivorsHaveRoom();
    long newest = log.opened() ? log.head().id().value() : 0;
    LogSegment best = null;
    double bestRatio = -1;
    for (LogSegment segment : log.segments()) {
      int live = log.liveBytes(segment);
      boolean worth = segment.settled() && !segment.retired() && !log.pins().hold(segment)
          && (live == 0
          || (low && (anew || log.fits(live)) && log.worthCleaning(segment)));
      if (worth) {
        double age = newest - segment.id().value();
        double ratio = live == 0 ? Double.MAX_VALUE : log.gain(segment) * age / live;
        if (ratio > bestRatio) {
          best = segment;
          bestRatio = ratio;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private int reserved() {
    return forRoll() + each + each;
  }

  private int forRoll() {
    return Math.min(FOR_ROLL, each);
  }
}
