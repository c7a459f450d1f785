package dev.goalkeeper.store.replication;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.BudgetClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.FreeReplica;
import dev.goalkeeper.store.wire.ReplicaId;
import java.time.Duration;
import java.util.function.Consumer;

/// Gives one replica of a freed segment back to its backup. Its goal is to be gone: it leaves when
/// the backup says so, or is dead; what a dead backup keeps is for its own garbage collection.
final class Reclaim extends Task<Reclaim> {
  static final Clauses<Reclaim> C = Clauses.of(Reclaim.class);

  static final LinkInput<Reclaim, Peer> PEER = C.link("peer");
  static final OpClause<Reclaim> FREE = C.op("free");
  static final TimerClause<Reclaim> REST = C.timer("rest");
  static final BudgetClause<Reclaim> SLOT = C.budget("slot", FREE);

  static final Fact<Reclaim> UP = C.peer("up", PEER, () -> Peer.UP, false);

  static final Rules<Reclaim> RULES = C.rules()
      .given(UP)
        .waits("W1",                   FREE.is(RUNNING))
        .rule ("Q2", Reclaim::backOff, FREE.is(FAILED, TIMED_OUT))
        .rule ("Q3", Reclaim::leave,   FREE.is(OK))
      .given(UP, FREE.is(IDLE))
        .waits("W2",                   REST.running())
        .rule ("Q1", Reclaim::free,    REST.running().not(), SLOT)
        .waits("W3",                   REST.running().not(), SLOT.not())
      .given()
        .rule ("Q4", Reclaim::leave,   UP.not())
      .build();

  /// Freeing is never urgent.
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2), Duration.ofSeconds(10));

  private final Op<Done> free;
  private final Timer rest = timer(REST);
  private final Link<Peer> backup = link(PEER);
  private final ReplicatedLog log;
  private final ReplicaId replica;
  private final Consumer<Reclaim> done;

  Reclaim(ReplicatedLog log, Peer backup, ReplicaId replica, Consumer<Reclaim> done) {
    this.log = log;
    this.done = done;
    this.replica = replica;
    this.free = this.<Done>op(FREE).timeout(log.options().writeTimeout());
    permit(SLOT, log.frees());
    this.backup.set(backup);
  }

  @Override
  protected Rules<Reclaim> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "reclaim " + replica;
  }

  boolean isAt(Peer peer) {
    return backup.present() && backup.get() == peer;
  }

  boolean isOf(Peer peer, ReplicaId other) {
    return isAt(peer) && replica.equals(other);
  }

  private void free() {
    var answer = new Expecting<>(Done.class, free);
    log.call(backup.get(), new FreeReplica(replica), answer, free.begin());
  }

  private void leave() {
    done.accept(this);
  }

  private void backOff() {
    free.reset();
    rest.backoff(BACKOFF);
  }
}
