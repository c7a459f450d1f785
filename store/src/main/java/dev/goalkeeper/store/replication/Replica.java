package dev.goalkeeper.store.replication;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.BudgetClause;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Permit;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Progress;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.WriteReplica;
import dev.goalkeeper.store.wire.WriteReplica.Step;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One replica of one segment: the paper's Figure 2.
///
/// What is queued belongs to the segment; what is sent, acknowledged and committed belongs here,
/// and each covers the next. Committed means certified: the backup holds the bytes and a checksum
/// over them. A server's failure (F1) is a row like any other: it takes the state back to where R1
/// applies; so does a backup that does not answer in time (F2), or has lost the bytes (F4).
///
/// *Visible* is a replica of which a certificate was sent while it is not closed: if its backup
/// comes back, a recovery could take it for the head. Losing one raises the segment's epoch. A
/// replacement is invisible until its first certificate; one of a closed segment until its close.
final class Replica extends Task<Replica> {
  static final Clauses<Replica> C = Clauses.of(Replica.class);

  static final Input<Replica> QUEUED = C.value("queued");
  static final Input<Replica> CHOICES = C.value("choices");
  static final Input<Replica> BACKUPS = C.value("backups");
  static final LinkInput<Replica, Segment> SEGMENT = C.link("segment");
  static final LinkInput<Replica, Peer> PEER = C.link("peer");
  static final OpClause<Replica> RPC = C.op("rpc");
  static final CellClause<Replica> ROTTEN = C.cell("rotten");
  static final TimerClause<Replica> REST = C.timer("rest");
  static final BudgetClause<Replica> SLOT = C.budget("slot", RPC);

  static final Fact<Replica> BACKUP = C.fact("backup", r -> r.backup.present(), PEER);
  static final Fact<Replica> CANDIDATE =
      C.fact("candidate", Replica::hasCandidate, BACKUPS, CHOICES);
  static final Fact<Replica> UP = C.peer("up", PEER, () -> Peer.UP, false);
  static final Fact<Replica> REFUSED = C.fact("refused", Replica::refused, RPC);
  static final Fact<Replica> DAMAGED = C.fact("damaged on the way", Replica::damaged, RPC);
  static final Fact<Replica> UNLISTED = C.fact("master not listed", Replica::unlisted, RPC);
  static final Fact<Replica> OPEN = C.local("open", r -> r.committed.open());
  static final Fact<Replica> CLOSING = C.local("closing", r -> r.sent.closed());
  static final Fact<Replica> UNSENT = C.fact("unsent", Replica::unsent, QUEUED);
  static final Fact<Replica> OWED = C.fact("footer owed", Replica::footerOwed, QUEUED);
  static final Fact<Replica> PRIOR_OPEN =
      C.peer("prior open", SEGMENT, () -> Segment.PRIOR_OPENED, true);
  static final Fact<Replica> PRIOR_CLOSED =
      C.peer("prior closed", SEGMENT, () -> Segment.PRIOR_CLOSED, true);
  static final Fact<Replica> NEXT_OPEN =
      C.peer("next open", SEGMENT, () -> Segment.NEXT_OPENED, true);
  static final Fact<Replica> SECURE = C.peer("segment secure", SEGMENT, () -> Segment.SECURE, true);
  static final Fact<Replica> SLOW = C.fact("slow", Replica::slow, BACKUPS, CHOICES);

  /// What the segment counts.
  static final Fact<Replica> OPENED = C.local("opened", Replica::openingCommitted);
  static final Fact<Replica> TAGGED = C.fact("tagged", Replica::tagged, QUEUED);
  static final Fact<Replica> CLOSED = C.local("closed", r -> r.committed.closed());
  static final Fact<Replica> WHOLE = C.fact("whole", Replica::whole, QUEUED);

  static final Rules<Replica> RULES = C.implies(UNLISTED, REFUSED.not())
      .implies(UNLISTED, DAMAGED.not()).implies(DAMAGED, REFUSED.not()).rules()
      .given(BACKUP.not())
        .rule ("R1",  Replica::chooseBackup,  CANDIDATE)
        .waits("W0",                          CANDIDATE.not())
      .given()
        .rule ("F1",  Replica::forgetBackup,  BACKUP, UP.not())
        .rule ("F4",  Replica::forgetBackup,  BACKUP, UP, ROTTEN)
      .given(BACKUP, UP, ROTTEN.not())
        .waits("W1",                          RPC.is(RUNNING))
      .given(BACKUP, UP, ROTTEN.not(), RPC.is(FAILED, TIMED_OUT))
        .rule ("R8",  Replica::backOff,       SLOW.not())
        .rule ("F2",  Replica::giveUpBackup,  SLOW, OPENED.not())
        .rule ("F3",  Replica::giveUpBackup,  SLOW, OPENED, SECURE)
        .rule ("R11", Replica::backOff,       SLOW, OPENED, SECURE.not())
      .given(BACKUP, UP, ROTTEN.not())
        .rule ("R10", Replica::doubt,         RPC.is(OK), UNLISTED)
        .rule ("R12", Replica::rewind,        RPC.is(OK), DAMAGED)
      .given(BACKUP, UP, ROTTEN.not(), RPC.is(OK), UNLISTED.not(), DAMAGED.not())
        .rule ("R9",  Replica::turnAway,      REFUSED, OPENED.not())
        .rule ("R13", Replica::turnAway,      REFUSED, OPENED, SECURE)
        .waits("W9",                          REFUSED, OPENED, SECURE.not())
        .rule ("R3",  Replica::commit,        REFUSED.not(), OPEN.not())
        .rule ("R5",  Replica::commit,        REFUSED.not(), OPEN, CLOSING.not())
        .rule ("R7",  Replica::commit,        REFUSED.not(), OPEN, CLOSING)
      .given(BACKUP, UP, ROTTEN.not(), RPC.is(IDLE), REST.running())
        .waits("W8")
      .given(BACKUP, UP, ROTTEN.not(), RPC.is(IDLE), REST.running().not(), OPEN.not())
        .rule ("R2",  Replica::sendHeader,    PRIOR_OPEN, SLOT)
        .waits("W2",                          PRIOR_OPEN.not())
        .waits("W2s",                         PRIOR_OPEN, SLOT.not())
      .given(BACKUP, UP, ROTTEN.not(), RPC.is(IDLE), REST.running().not(), OPEN, UNSENT)
        .rule ("R4",  Replica::sendData,      PRIOR_CLOSED, SLOT)
        .waits("W4",                          PRIOR_CLOSED.not())
        .waits("W4s",                         PRIOR_CLOSED, SLOT.not())
      .given(BACKUP, UP, ROTTEN.not(), RPC.is(IDLE), REST.running().not(), OPEN, UNSENT.not())
        .rule ("R6",  Replica::sendFooter,    OWED, PRIOR_CLOSED, NEXT_OPEN, SLOT)
        .waits("W6",                          OWED, PRIOR_CLOSED, NEXT_OPEN.not())
        .waits("W6c",                         OWED, PRIOR_CLOSED.not())
        .waits("W6s",                         OWED, PRIOR_CLOSED, NEXT_OPEN, SLOT.not())
        .goal ("G",                           OWED.not())
      .exports(OPENED, TAGGED, CLOSED, WHOLE)
      .build();

  /// After a refusal or an error: long enough not to hurry a struggling backup, short enough that a
  /// write held back by it still looks quick to a person.
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(5), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Op<Answer> rpc;
  private final BackupAnswers answers;
  private final Timer rest = timer(REST);
  private final Link<Segment> segment = link(SEGMENT);
  private final Link<Peer> backup = link(PEER);
  private final Cell<Boolean> rotten = cell(ROTTEN, false);
  private final Permit slot;
  private final ReplicatedLog log;
  private final int number;
  private ServerId backupId = ServerId.NONE;
  private @Nullable ReplicaId id;
  private boolean certified;
  private boolean visible;
  private boolean replacing;
  private int failures;
  private long failingSinceNanos;
  private int damages;
  private Progress sent = Progress.NONE;
  private Progress acked = Progress.NONE;
  private Progress committed = Progress.NONE;

  Replica(ReplicatedLog log, Segment owner, int number) {
    this.log = log;
    this.number = number;
    this.rpc = this.<Answer>op(RPC).timeout(log.options().writeTimeout());
    this.answers = new BackupAnswers(rpc);
    this.slot = permit(SLOT, log.urgentWrites());
    watch(QUEUED, owner.queued());
    watch(CHOICES, owner.choices());
    watch(BACKUPS, log.placement().changes());
    segment.set(owner);
  }

  @Override
  protected Rules<Replica> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return segment.get().name() + " replica " + number;
  }

  /// Where it is kept.
  Link<Peer> backup() {
    return backup;
  }

  /// What its backup knows it by; once it has one.
  ReplicaId id() {
    return Objects.requireNonNull(id, "a replica without a backup");
  }

  Progress sent() {
    return sent;
  }

  Progress committed() {
    return committed;
  }

  /// Its backup has lost that one to its disk; by now another may be in its place.
  void damaged(ReplicaId replica) {
    rotten.set(rotten.get() || is(replica));
  }

  boolean is(ReplicaId replica) {
    return backup.present() && replica.equals(id);
  }

  private Progress queued() {
    return segment.get().queued().get();
  }

  private boolean hasCandidate() {
    return log.placement().any(segment.get());
  }

  /// Nobody keeps it: no backup may, or the last one that was asked did not take it.
  boolean homeless() {
    return !backup.present() || (!sent.open() && rest.running());
  }

  private boolean refused() {
    return rpc.status() == OK && rpc.value() != Answer.DONE && !damaged() && !unlisted();
  }

  /// Where it happens again and again it is not the way that does the damage.
  private boolean damaged() {
    return rpc.status() == OK && rpc.value() == Answer.DAMAGED
        && damages < ReplicationOptions.DAMAGES_MAX;
  }

  private boolean unlisted() {
    return rpc.status() == OK && rpc.value() == Answer.NOT_LISTED;
  }

  /// It has failed again, for as long as one answer may take, and another one could do it. The
  /// first failure alone may be this process's own pause.
  private boolean slow() {
    boolean overdue = failures > 0
        && pool().now() - failingSinceNanos >= log.options().writeTimeout().toNanos();
    return overdue && hasCandidate();
  }

  /// What is closed is valid in every epoch.
  private boolean unsent() {
    return !sent.closed() && (sent.bytes() < queued().bytes() || sent.epoch() < queued().epoch());
  }

  private boolean footerOwed() {
    return queued().closed() && !committed.closed();
  }

  private boolean openingCommitted() {
    return committed.bytes() >= segment.get().openingBytes();
  }

  private boolean tagged() {
    return committed.closed() || (openingCommitted() && committed.epoch() >= queued().epoch());
  }

  boolean whole() {
    return committed.covers(queued());
  }

  private void chooseBackup() {
    Peer chosen = log.placement().choose(segment.get());
    backupId = chosen.id();
    backup.set(chosen);
    id = new ReplicaId(log.master(), segment.get().id(), segment.get().nextGeneration());
    segment.get().choiceMade();
  }

  /// It is alive, and will hear that it need not keep the replica.
  private void giveUpBackup() {
    log.placement().avoidSlow(backup.get());
    surrender();
  }

  /// The backup has no room for it, or does not hold what it should: begin anew, somewhere else.
  /// What was refused for want of room is not there, and never will be.
  private void turnAway() {
    log.placement().avoidFull(backup.get());
    if (rpc.value() == Answer.FULL) {
      begin();
    } else {
      surrender();
    }
    rest.backoff(BACKOFF);
  }

  private void surrender() {
    Peer holder = backup.get();
    ReplicaId surrendered = id();
    forgetBackup();
    segment.get().surrender(holder, surrendered);
  }

  /// The backup may be behind: it is asked again.
  private void doubt() {
    log.standing().doubt();
    failures = 0;
    retry();
  }

  private void sendHeader() {
    boolean replacement = segment.get().opened();
    int bytes = replacement ? 0 : segment.get().openingBytes();
    Certificate opening = replacement ? Certificate.NONE : segment.get().memory().opening();
    sent = new Progress(true, bytes, queued().epoch(), false);
    visible |= !replacement;
    send(replacement ? Step.OPEN_REPLACEMENT : Step.OPEN, 0, opening);
  }

  /// A replacement of a closed segment is certified by its close alone: open, it would be taken for
  /// the head, and hide what came after.
  private void sendData() {
    int from = sent.bytes();
    int to = Math.min(queued().bytes(), from + log.options().chunkBytes(segment.get().closed()));
    sent = queued().withBytes(to).withClosed(false);
    boolean certify = to == segment.get().memory().length() && !segment.get().closed();
    if (certify) {
      show();
    }
    send(Step.EXTEND, from, certify ? segment.get().memory().certificate() : Certificate.NONE);
  }

  private void show() {
    visible = true;
  }

  private void sendFooter() {
    sent = sent.withClosed(true);
    send(Step.CLOSE, sent.bytes(), segment.get().memory().certificate());
  }

  /// The next try starts from what the backup is known to have. It stays with this backup while it
  /// may yet answer: another one would leave an open replica, and cost an epoch.
  private void backOff() {
    failingSinceNanos = failures == 0 ? pool().now() : failingSinceNanos;
    failures++;
    retry();
  }

  /// What the backup has of it ends with what is certified: it is sent again from there.
  private void rewind() {
    failures = 0;
    damages++;
    acked = new Progress(committed.open(), committed.bytes(), committed.epoch(), false);
    retry();
  }

  private void retry() {
    rpc.reset();
    sent = acked;
    rest.backoff(BACKOFF);
  }

  private void commit() {
    failures = 0;
    damages = certified ? 0 : damages;
    acked = sent;
    committed = certified ? acked : new Progress(true, committed.bytes(), acked.epoch(), false);
    rpc.reset();
    if (replacing && whole()) {
      log.counters().restored();
      replacing = false;
    }
    log.committed(segment.get());
  }

  /// Whoever forgets a replica that could be taken for the head says so.
  private void forgetBackup() {
    if (committed.open() && !replacing) {
      log.counters().lost();
      replacing = true;
    }
    if (visible && !committed.closed()) {
      segment.get().openReplicaLost();
    }
    begin();
  }

  private void begin() {
    log.placement().left(backupId);
    backup.clear();
    rotten.set(false);
    rpc.reset();
    sent = Progress.NONE;
    acked = Progress.NONE;
    committed = Progress.NONE;
    visible = false;
    failures = 0;
    damages = 0;
    slot.use(segment.get().closed() ? log.writes() : log.urgentWrites());
    segment.get().choiceMade();
  }

  private void send(Step step, int from, Certificate certificate) {
    MemorySegment data = segment.get().memory().bytes(from, sent.bytes());
    certified = certificate.exists();
    var write = new WriteReplica(id(), step, sent.epoch(), from, data, certificate);
    log.call(backup.get(), write, answers, rpc.begin());
  }
}
