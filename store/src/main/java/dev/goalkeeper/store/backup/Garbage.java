package dev.goalkeeper.store.backup;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
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
import dev.goalkeeper.store.wire.ReplicaFound;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/// Gives back what is of no use to anybody. What a backup keeps of masters that have crashed and
/// were recovered it frees itself. A replica that an earlier life has left of a master that lives
/// it never frees on its own: it tells the master, which gave that life up and has made another
/// one elsewhere, or is about to; and the master frees it.
public final class Garbage extends Task<Garbage> {
  /// Frames freed in one firing, each with two metadata blocks to write: a moment.
  static final int BATCH_MAX = 16;

  static final Clauses<Garbage> C = Clauses.of(Garbage.class);

  static final Input<Garbage> LIST = C.value("list");
  static final Input<Garbage> ADOPTED = C.value("adopted");
  static final OpClause<Garbage> TELL = C.op("tell").timeout(Duration.ofSeconds(1));
  static final TimerClause<Garbage> REST = C.timer("rest");
  static final Fact<Garbage> LEFT = C.fact("garbage left", Garbage::left, LIST);
  static final Fact<Garbage> EARLIER =
      C.fact("earlier life's", Garbage::earlier, LIST, ADOPTED);

  static final Rules<Garbage> RULES = C.rules()
      .given(TELL.is(IDLE))
        .rule ("B1", Garbage::free,  LEFT)
        .goal ("G1",                 LEFT.not(), EARLIER.not())
        .waits("W1",                 LEFT.not(), EARLIER, REST.running())
        .rule ("B2", Garbage::tell,  LEFT.not(), EARLIER, REST.running().not())
      .given()
        .waits("W2",                 TELL.is(RUNNING))
        .rule ("B3", Garbage::goOn,  TELL.is(OK, FAILED, TIMED_OUT))
      .build();

  /// Nobody waits for the room.
  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Op<Done> tell = op(TELL);
  private final Timer rest = timer(REST);
  private final BackupService backup;
  private final Members members;
  private final Transport transport;
  private final ServerId self;
  private final Deque<HeldReplica> round = new ArrayDeque<>();

  /// @param members who is in the cluster, and who has left it, as far as this server knows
  /// @param self who tells masters
  public Garbage(BackupService backup, Members members, Transport transport, ServerId self) {
    this.backup = backup;
    this.members = members;
    this.transport = transport;
    this.self = self;
    watch(LIST, members.changes());
    watch(ADOPTED, backup.adopted());
  }

  @Override
  protected Rules<Garbage> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "garbage";
  }

  /// Replicas that are of no use.
  public int count() {
    return (int) backup.all().stream()
        .filter(held -> members.departed(held.replica().master()) || isEarlier(held)).count();
  }

  private boolean left() {
    return backup.keepsOf(members::departed);
  }

  private boolean earlier() {
    return backup.adopted().get() > 0 && backup.all().stream().anyMatch(this::isEarlier);
  }

  private boolean isEarlier(HeldReplica held) {
    return held.adopted() && members.find(held.replica().master()).filter(Peer::up).isPresent();
  }

  private void free() {
    ServerId departed =
        backup.masters().stream().filter(members::departed).min(Comparator.naturalOrder())
            .orElseThrow();
    backup.forget(departed, BATCH_MAX);
  }

  private void tell() {
    round.removeIf(held -> held.dropped() || !isEarlier(held));
    if (round.isEmpty()) {
      backup.all().stream().filter(this::isEarlier).forEach(round::add);
    }
    HeldReplica held = round.remove();
    Peer master = members.find(held.replica().master()).orElseThrow();
    transport.call(master.address(), master.envelopeFrom(self),
        new ReplicaFound(held.replica()), new Expecting<>(Done.class, tell), tell.begin());
  }

  private void goOn() {
    tell.reset();
    rest.start(INTERVAL);
  }
}
