package dev.goalkeeper.store.master;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.log.HashIndex;
import dev.goalkeeper.store.wire.LostTablet;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Gives back the memory of tablets that are this master's no more: a page of an index a turn, so
/// that a large one does not hold up the loop. Its goal is that nothing is left to give back.
///
/// What has not been given back yet is held still: the cleaner moves it like the objects of any
/// tablet, so that no segment is retired under an index that points into it. So such a range must
/// not come back before that is over ([#overlaps]).
public final class Releases extends Task<Releases> {
  static final Clauses<Releases> C = Clauses.of(Releases.class);

  static final Input<Releases> LEFT = C.value("left");
  static final TimerClause<Releases> REST = C.timer("rest");
  static final Fact<Releases> SOME = C.fact("some left", releases -> releases.some(), LEFT);

  static final Rules<Releases> RULES = C.rules()
      .given()
        .goal ("G",                     SOME.not())
        .waits("W1",                    SOME, REST.running())
        .rule ("U1", Releases::release, SOME, REST.running().not())
      .build();

  /// Others have their turn in between.
  private static final Duration PACE = Duration.ofNanos(20_000);

  private final Cell<Long> left = value(LEFT, 0L);
  private final Timer rest = timer(REST);
  private final OwnedTablets tablets;
  private final Deque<Going> queue = new ArrayDeque<>();

  /// A range of an index, and from where on it is left.
  private static final class Going {
    private final LostTablet range;
    private final TabletObjects objects;
    private long place;

    private Going(LostTablet range, TabletObjects objects) {
      this.range = range;
      this.objects = objects;
    }
  }

  Releases(OwnedTablets tablets) {
    this.tablets = tablets;
  }

  @Override
  protected Rules<Releases> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "releases";
  }

  /// That tablet is this master's no more.
  void add(OwnedTablet gone) {
    Tablet tablet = gone.tablet();
    tablets.leave(gone);
    add(new Going(new LostTablet(tablet.table(), tablet.firstHash(), tablet.lastHash(),
        SegmentId.NONE, 0), gone.objects()));
  }

  /// What was brought in of a tablet is nobody's: its table was dropped.
  void add(RecoveringTablet brought) {
    add(new Going(brought.lost(), brought.leave()));
  }

  private void add(Going going) {
    queue.add(going);
    left.set((long) queue.size());
  }

  /// Ranges of which something is left.
  int count() {
    return queue.size();
  }

  /// Whether something of that range is left.
  boolean overlaps(LostTablet range) {
    return queue.stream().anyMatch(going -> range.overlaps(going.range));
  }

  /// Who has the objects with that hash still.
  Optional<TabletObjects> holder(TableId table, long hash) {
    return queue.stream()
        .filter(going -> going.range.table().equals(table) && going.range.contains(hash))
        .findFirst().map(going -> going.objects);
  }

  private boolean some() {
    return left.get() > 0;
  }

  private void release() {
    Going going = queue.getFirst();
    List<HashIndex.Entry> entries = new ArrayList<>();
    going.place = going.objects.page(going.place, entries);
    entries.stream().filter(entry -> going.range.contains(entry.hash()))
        .forEach(going.objects::drop);
    if (going.place == 0) {
      queue.removeFirst();
      close(going.objects);
      left.set((long) queue.size());
    }
    rest.start(PACE);
  }

  /// Unless other tablets have their objects there too.
  private void close(TabletObjects objects) {
    if (!tablets.uses(objects)
        && queue.stream().noneMatch(going -> going.objects == objects)) {
      objects.release();
    }
  }
}
