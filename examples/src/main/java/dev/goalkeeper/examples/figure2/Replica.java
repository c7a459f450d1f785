package dev.goalkeeper.examples.figure2;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import java.time.Duration;
import java.util.List;

/// One replica of one segment: the paper's Figure 2, with what it takes for granted. R8: a message
/// may be lost.
final class Replica extends Task<Replica> {
  static final Clauses<Replica> C = Clauses.of(Replica.class);
  static final Input<Replica> QUEUED = C.value("queued");
  static final Input<Replica> BACKUPS = C.value("backups");
  static final LinkInput<Replica, Backup> BACKUP_LINK = C.link("backup");
  static final LinkInput<Replica, Replica> PRIOR = C.link("prior");
  static final LinkInput<Replica, Replica> NEXT = C.link("next");
  static final OpClause<Replica> RPC = C.op("rpc").timeout(Duration.ofMillis(20));
  static final TimerClause<Replica> REST = C.timer("rest");

  static final Fact<Replica> BACKUP = C.fact("backup", r -> r.backup.present(), BACKUP_LINK);
  static final Fact<Replica> CANDIDATE =
      C.fact("candidate", r -> !r.backups.get().isEmpty(), BACKUPS);
  static final Fact<Replica> UP = C.peer("up", BACKUP_LINK, () -> Backup.UP, false);
  static final Fact<Replica> OPEN = C.local("open", r -> r.committed.open());
  static final Fact<Replica> CLOSING = C.local("closing", r -> r.sent.closed());
  static final Fact<Replica> UNSENT =
      C.fact("unsent", r -> r.queued.get().bytes() > r.committed.bytes(), QUEUED);
  static final Fact<Replica> OWED =
      C.fact("footer owed", r -> r.queued.get().closed() && !r.committed.closed(), QUEUED);

  /// The marks that R3 and R7 set for the neighbours. A mark stays when a backup is lost later.
  static final Fact<Replica> OPENED = C.local("opened", r -> r.opened);
  static final Fact<Replica> CLOSED = C.local("closed", r -> r.closed);

  static final Fact<Replica> PRIOR_OPEN = C.peer("prior open", PRIOR, () -> OPENED, true);
  static final Fact<Replica> PRIOR_CLOSED = C.peer("prior closed", PRIOR, () -> CLOSED, true);
  static final Fact<Replica> NEXT_OPEN = C.peer("next open", NEXT, () -> OPENED, true);

  static final Rules<Replica> RULES = C.rules()
      .given(BACKUP.not())
        .rule ("R1", Replica::chooseBackup, CANDIDATE)
        .waits("W0",                        CANDIDATE.not())
      .given(BACKUP)
        .rule ("F1", Replica::forgetBackup, UP.not())
      .given(BACKUP, UP)
        .waits("W1",                        RPC.is(RUNNING))
        .rule ("R8", Replica::backOff,      RPC.is(FAILED, TIMED_OUT))
      .given(BACKUP, UP, RPC.is(OK))
        .rule ("R3", Replica::commitHeader, OPEN.not())
        .rule ("R5", Replica::commitData,   OPEN, CLOSING.not())
        .rule ("R7", Replica::commitFooter, OPEN, CLOSING)
      .given(BACKUP, UP, RPC.is(IDLE), REST.running())
        .waits("W8")
      .given(BACKUP, UP, RPC.is(IDLE), REST.running().not())
        .rule ("R2", Replica::sendHeader,   OPEN.not(), PRIOR_OPEN)
        .waits("W2",                        OPEN.not(), PRIOR_OPEN.not())
        .rule ("R4", Replica::sendData,     OPEN, UNSENT, PRIOR_CLOSED)
        .waits("W4",                        OPEN, UNSENT, PRIOR_CLOSED.not())
        .rule ("R6", Replica::sendFooter,   OPEN, UNSENT.not(), OWED, NEXT_OPEN)
        .waits("W6",                        OPEN, UNSENT.not(), OWED, NEXT_OPEN.not())
        .goal ("G",                         OPEN, UNSENT.not(), OWED.not())
      .exports(OPENED, CLOSED)
      .build();

  static final Words WORDS = Words.of(Replica.class, """
      R1 no backup: choose one that is up
      F1 the backup has crashed: deselect it; nothing is sent, nothing committed
      R8 no answer: rest, then send again
      R3 header arrived: it is committed, the prior segment may close
      R5 data arrived: it is committed
      R7 footer arrived: it is committed, the next segment may send data
      R2 header not committed, no RPC: send the header
      R4 data not committed, no RPC, prior closed: send up to 1,000 bytes
      R6 all data committed, footer owed, next open: send the footer""");

  /// The paper's "up to 1 MB", for segments of some thousand bytes.
  private static final int BYTES_MAX = 1_000;

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(5), Duration.ofMillis(100), Duration.ofSeconds(1));

  private final int segment;
  private final Cell<Progress> queued = value(QUEUED, new Progress(true, 0, false));
  private final Cell<List<Backup>> backups;
  private final Link<Backup> backup = link(BACKUP_LINK);
  private final Link<Replica> prior = link(PRIOR);
  private final Link<Replica> next = link(NEXT);
  private final Op<Progress> rpc = op(RPC);
  private final Timer rest = timer(REST);
  private Progress sent = Progress.NONE;
  private Progress committed = Progress.NONE;
  private boolean opened;
  private boolean closed;

  /// @param segment its number in the log
  /// @param backups those that are up
  Replica(int segment, Cell<List<Backup>> backups) {
    this.segment = segment;
    this.backups = watch(BACKUPS, backups);
  }

  @Override
  protected Rules<Replica> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "segment " + segment;
  }

  /// What the log has for it.
  Cell<Progress> queued() {
    return queued;
  }

  /// Puts a segment behind this one.
  void before(Replica following) {
    next.set(following);
    following.prior.set(this);
  }

  int segment() {
    return segment;
  }

  Link<Backup> backup() {
    return backup;
  }

  Progress committed() {
    return committed;
  }

  private void chooseBackup() {
    List<Backup> up = backups.get();
    backup.set(up.get(pool().world().random("placement").nextInt(up.size())));
  }

  private void forgetBackup() {
    backup.clear();
    rpc.reset();
    rest.stop();
    sent = Progress.NONE;
    committed = Progress.NONE;
  }

  private void sendHeader() {
    send(new Progress(true, 0, false));
  }

  private void commitHeader() {
    commit();
    opened = true;
  }

  private void sendData() {
    int bytes = Math.min(queued.get().bytes(), committed.bytes() + BYTES_MAX);
    send(new Progress(true, bytes, false));
  }

  private void commitData() {
    commit();
  }

  private void sendFooter() {
    send(queued.get());
  }

  private void commitFooter() {
    commit();
    closed = true;
  }

  private void backOff() {
    rpc.reset();
    sent = committed;
    rest.backoff(BACKOFF);
  }

  private void send(Progress upTo) {
    sent = upTo;
    rpc.start(backup.get().server().write(segment, upTo));
  }

  private void commit() {
    committed = sent;
    rpc.reset();
  }
}
