package dev.goalkeeper.store.coordinator;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.metadata.Batch;
import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.metadata.Deposed;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.metadata.Records;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what the coordinator decides, in the order of its decisions; what a decision brings
/// about happens once it is written. Its goal is that nothing is left to write.
///
/// One write is under way at a time, with all that came up meanwhile. A write of which nobody knows
/// whether it took effect is sent again as it was, under the same number: to think better of it
/// would be to decide anew what others may have read already.
final class Journal extends Task<Journal> {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

  static final Clauses<Journal> C = Clauses.of(Journal.class);

  static final CellClause<Journal> PENDING = C.cell("pending");
  static final OpClause<Journal> WRITE = C.op("write").timeout(Duration.ofSeconds(1));
  static final TimerClause<Journal> REST = C.timer("rest");
  static final Fact<Journal> DEPOSED = C.fact("deposed", Journal::deposed, WRITE);
  static final Fact<Journal> OVER = C.local("over", journal -> journal.over);

  static final Rules<Journal> RULES = C.implies(DEPOSED, WRITE.is(FAILED)).rules()
      .given()
        .goal ("G2",                   OVER)
      .given(OVER.not(), WRITE.is(IDLE))
        .goal ("G1",                   PENDING.not())
        .waits("W1",                   PENDING, REST.running())
        .rule ("J1", Journal::write,   PENDING, REST.running().not())
      .given(OVER.not())
        .waits("W2",                   WRITE.is(RUNNING))
        .rule ("J2", Journal::settle,  WRITE.is(OK))
        .rule ("J3", Journal::backOff, WRITE.is(FAILED, TIMED_OUT), DEPOSED.not())
        .rule ("J4", Journal::end,     WRITE.is(FAILED), DEPOSED)
      .build();

  /// Everything that is decided waits meanwhile.
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Cell<Boolean> pending = cell(PENDING, false);
  private final Op<Long> write = op(WRITE);
  private final Timer rest = timer(REST);
  private final MetadataStore store;
  private final long term;
  private final Runnable deposition;
  private final Queue<Decision> waiting = new ArrayDeque<>();
  private final List<Decision> underWay = new ArrayList<>();
  private List<Change> changes = List.of();
  private long number;
  private long askedNanos;
  private long ledNanos;
  private boolean led;
  private boolean over;

  /// What is decided at once.
  ///
  /// @param changes by key
  /// @param effect what it brings about, where others can see it
  private record Decision(Map<String, Change> changes, Runnable effect) {}

  /// @param writes how many there have been before
  /// @param deposition is run, once, when somebody else leads
  Journal(MetadataStore store, long term, long writes, Runnable deposition) {
    this.store = store;
    this.term = term;
    this.number = writes;
    this.deposition = deposition;
  }

  @Override
  protected Rules<Journal> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "journal";
  }

  /// Decides.
  ///
  /// @param changes by key; none if only the order counts, and that this coordinator still leads
  /// @param effect is run once all of it is recorded, after those of earlier decisions
  void decide(Map<String, Change> changes, Runnable effect) {
    waiting.add(new Decision(changes, effect));
    pending.set(true);
  }

  /// Decisions that are not recorded yet.
  int pending() {
    return waiting.size() + underWay.size();
  }

  /// Whether a write has proved that this coordinator led at a moment no longer ago than that. It
  /// counts from when the write was sent first: one that is sent again may have been done then, and
  /// is told so whoever leads by now.
  boolean ledWithin(long nanos, long nowNanos) {
    return led && nowNanos - ledNanos < nanos;
  }

  private boolean deposed() {
    return write.status() == FAILED && write.failure() instanceof Deposed;
  }

  private void write() {
    if (underWay.isEmpty()) {
      number++;
      askedNanos = pool().world().nanos();
      changes = gather();
    }
    store.write(new Batch(term, number, changes), write, write.begin());
  }

  /// As many decisions as fit into one write: at least one, since each of them does.
  private List<Change> gather() {
    Map<String, Change> gathered = new LinkedHashMap<>();
    long bytes = 0;
    while (!waiting.isEmpty()) {
      Map<String, Change> next = waiting.element().changes();
      bytes += next.values().stream().mapToLong(Records::bytes).sum();
      boolean full = gathered.size() + next.size() > MetadataStore.CHANGES_MAX
          || bytes > MetadataStore.WRITE_BYTES_MAX;
      if (full && !underWay.isEmpty()) {
        break;
      }
      gathered.putAll(next);
      underWay.add(waiting.remove());
    }
    return List.copyOf(gathered.values());
  }

  private void settle() {
    write.reset();
    led = true;
    ledNanos = askedNanos;
    List<Decision> recorded = List.copyOf(underWay);
    underWay.clear();
    pending.set(!waiting.isEmpty());
    recorded.forEach(decision -> decision.effect().run());
  }

  private void backOff() {
    LOG.warn("a decision could not be recorded, and is tried again: {}",
        write.status() == FAILED ? write.failure().toString() : "no answer in time");
    write.reset();
    rest.backoff(BACKOFF);
  }

  private void end() {
    over = true;
    deposition.run();
  }
}
