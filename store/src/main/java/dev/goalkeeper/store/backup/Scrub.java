package dev.goalkeeper.store.backup;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.ReplicaDamaged;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads again what the backup keeps, one replica after the other and never in a hurry: a disk may
/// lose what it had, and says so only to those who look. A replica that is not whole any more is
/// given up, and its master, told of it, makes another one.
///
/// What is damaged of a dead master stays: a recovery takes other replicas, and if there is none a
/// person may want to look at it.
public final class Scrub extends Task<Scrub> {
  static final Clauses<Scrub> C = Clauses.of(Scrub.class);

  static final OpClause<Scrub> READ = C.op("read").endless();
  static final OpClause<Scrub> TELL = C.op("tell").timeout(Duration.ofSeconds(1));
  static final TimerClause<Scrub> REST = C.timer("rest");
  static final Fact<Scrub> UNTOLD = C.local("damage untold", scrub -> !scrub.untold.isEmpty());
  static final Fact<Scrub> SOUND = C.fact("sound", Scrub::sound, READ);

  static final Rules<Scrub> RULES = C.implies(SOUND, READ.is(OK)).rules()
      .given(READ.is(IDLE), TELL.is(IDLE))
        .goal ("G",                  REST.running())
        .rule ("U1", Scrub::tell,    REST.running().not(), UNTOLD)
        .rule ("U2", Scrub::read,    REST.running().not(), UNTOLD.not())
      .given(TELL.is(IDLE))
        .waits("W1",                 READ.is(RUNNING))
        .rule ("U3", Scrub::goOn,    READ.is(OK), SOUND)
        .rule ("U4", Scrub::giveUp,  READ.is(OK, FAILED), SOUND.not())
      .given()
        .waits("W2",                 TELL.is(RUNNING))
        .rule ("U5", Scrub::told,    TELL.is(OK))
        .rule ("U6", Scrub::goOn,    TELL.is(FAILED, TIMED_OUT))
      .build();

  /// A full terabyte once in three days, and little of a core.
  private static final long BYTES_PER_SECOND = 4L << 20;

  /// At least so long between two replicas, however small.
  private static final Duration REST_MIN = Duration.ofMillis(100);

  private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

  private final Op<Boolean> read = op(READ);
  private final Op<Done> tell = op(TELL);
  private final Timer rest = timer(REST);
  private final BackupService backup;
  private final Members members;
  private final Transport transport;
  private final ServerId self;
  private final Deque<HeldReplica> round = new ArrayDeque<>();
  private final Deque<ReplicaId> untold = new ArrayDeque<>();
  private @Nullable HeldReplica reading;

  /// @param members by which the masters are found
  /// @param self who tells them
  public Scrub(BackupService backup, Members members, Transport transport, ServerId self) {
    this.backup = backup;
    this.members = members;
    this.transport = transport;
    this.self = self;
  }

  @Override
  protected Rules<Scrub> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "scrub";
  }

  private boolean sound() {
    return read.status() == OK && read.value();
  }

  private void read() {
    if (round.isEmpty()) {
      backup.all().stream().filter(HeldReplica::complete).forEach(round::add);
    }
    HeldReplica next = round.poll();
    if (next == null) {
      rest.start(REST_MIN);
      return;
    }
    reading = next;
    HeldReplica.Claim claim = next.claim();
    read.call(claim::holds);
  }

  private void goOn() {
    int length = reading == null ? 0 : reading.known().certificate().length();
    reading = null;
    read.reset();
    tell.reset();
    rest.start(pace(length));
  }

  /// Unless its frame was given back, or is another's, while it was read.
  private void giveUp() {
    HeldReplica damaged = Objects.requireNonNull(reading);
    if (!damaged.dropped() && master(damaged.replica()).isPresent()) {
      backup.giveUp(damaged);
      untold.add(damaged.replica());
    }
    goOn();
  }

  private void tell() {
    ReplicaId damaged = untold.getFirst();
    Optional<Peer> master = master(damaged);
    if (master.isEmpty()) {
      untold.removeFirst();
      return;
    }
    transport.call(master.get().address(), master.get().envelopeFrom(self),
        new ReplicaDamaged(damaged), new Expecting<>(Done.class, tell), tell.begin());
  }

  private void told() {
    untold.removeFirst();
    goOn();
  }

  private Optional<Peer> master(ReplicaId replica) {
    return members.find(replica.master()).filter(Peer::up);
  }

  private static Duration pace(int bytes) {
    Duration due = Duration.ofNanos(bytes * NANOS_PER_SECOND / BYTES_PER_SECOND);
    return due.compareTo(REST_MIN) < 0 ? REST_MIN : due;
  }
}
