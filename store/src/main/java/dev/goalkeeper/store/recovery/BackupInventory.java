package dev.goalkeeper.store.recovery;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Backoff;
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
import dev.goalkeeper.store.coordinator.EnlistedServer;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.wire.Inventory;
import dev.goalkeeper.store.wire.TakeInventory;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Asks one server what it has of a dead master's log, which seals the log there. It is settled
/// when the server has told, or is down itself.
final class BackupInventory extends Task<BackupInventory> {
  static final Clauses<BackupInventory> C = Clauses.of(BackupInventory.class);

  static final LinkInput<BackupInventory, EnlistedServer> SERVER = C.link("server");
  static final OpClause<BackupInventory> TAKE = C.op("take").timeout(Duration.ofSeconds(1));
  static final TimerClause<BackupInventory> REST = C.timer("rest");
  static final Fact<BackupInventory> UP =
      C.peer("server up", SERVER, () -> EnlistedServer.UP, false);
  static final Fact<BackupInventory> SETTLED = C.local("settled", task -> task.settled);

  static final Rules<BackupInventory> RULES = C.rules()
      .given()
        .goal ("G",                           SETTLED)
      .given(SETTLED.not())
        .rule ("I1", BackupInventory::goOn,   UP.not())
      .given(SETTLED.not(), UP)
        .waits("W1",                          TAKE.is(IDLE), REST.running())
        .rule ("I2", BackupInventory::ask,    TAKE.is(IDLE), REST.running().not())
        .waits("W2",                          TAKE.is(RUNNING))
        .rule ("I3", BackupInventory::note,   TAKE.is(OK))
        .rule ("I4", BackupInventory::rest,   TAKE.is(FAILED, TIMED_OUT))
      .exports(SETTLED)
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Link<EnlistedServer> server = link(SERVER);
  private final Op<Inventory> take = op(TAKE);
  private final Timer rest = timer(REST);
  private final CrashRecovery recovery;
  private @Nullable Inventory told;
  private boolean settled;

  BackupInventory(CrashRecovery recovery, EnlistedServer of) {
    this.recovery = recovery;
    server.set(of);
  }

  @Override
  protected Rules<BackupInventory> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return recovery.name() + " inventory of " + server().id();
  }

  EnlistedServer server() {
    return server.get();
  }

  /// What it has told, while it is up: of a dead one nothing can be fetched.
  Optional<Inventory> told() {
    return server().up() ? Optional.ofNullable(told) : Optional.empty();
  }

  private void goOn() {
    take.reset();
    settled = true;
  }

  private void ask() {
    recovery.calls().send(server().member(),
        new TakeInventory(recovery.crashed().id(), recovery.number()),
        new Expecting<>(Inventory.class, take), take.begin());
  }

  private void note() {
    told = take.value();
    take.reset();
    settled = true;
  }

  private void rest() {
    take.reset();
    rest.backoff(BACKOFF);
  }
}
