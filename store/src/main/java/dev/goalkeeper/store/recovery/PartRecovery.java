package dev.goalkeeper.store.recovery;

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
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.coordinator.EnlistedServer;
import dev.goalkeeper.store.coordinator.TabletAssignment;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.transport.RequestRefused;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.Refusal;
import java.time.Duration;
import java.util.List;

/// Brings some tablets of a dead master to another one, and to a third if that fails. Its goal is
/// that they belong to somebody who is up and has all that they hold.
final class PartRecovery extends Task<PartRecovery> {
  static final Clauses<PartRecovery> C = Clauses.of(PartRecovery.class);

  static final Input<PartRecovery> SERVERS = C.value("servers");
  static final LinkInput<PartRecovery, EnlistedServer> MASTER = C.link("master");
  static final LinkInput<PartRecovery, EnlistedServer> CRASHED = C.link("crashed");
  static final OpClause<PartRecovery> RECOVER = C.op("recover").timeout(Duration.ofSeconds(2));
  static final TimerClause<PartRecovery> REST = C.timer("rest");
  static final Fact<PartRecovery> CHOSEN =
      C.fact("master chosen", part -> part.master.present(), MASTER);
  static final Fact<PartRecovery> UP = C.peer("master up", MASTER, () -> EnlistedServer.UP, false);
  static final Fact<PartRecovery> LEASED =
      C.peer("crashed may answer", CRASHED, () -> EnlistedServer.LEASED, false);
  static final Fact<PartRecovery> CANDIDATE =
      C.fact("candidate", part -> !part.recovery.up().isEmpty(), SERVERS);
  static final Fact<PartRecovery> REFUSED = C.fact("refused", PartRecovery::refused, RECOVER);
  static final Fact<PartRecovery> CROWDED =
      C.fact("no room anywhere", PartRecovery::crowded, RECOVER, SERVERS);

  /// It is being recorded into which pieces it is divided.
  static final CellClause<PartRecovery> DIVIDING = C.cell("dividing");

  static final Fact<PartRecovery> BROUGHT = C.local("brought", part -> part.brought);

  /// What the recovery looks at: it is recorded whose the tablets are.
  static final CellClause<PartRecovery> DONE = C.cell("done");

  static final Rules<PartRecovery> RULES = C
      .implies(UP, CHOSEN).implies(REFUSED, RECOVER.is(FAILED)).implies(CROWDED, REFUSED)
      .implies(DONE, BROUGHT).implies(DIVIDING, CHOSEN.not()).implies(DIVIDING, BROUGHT.not())
      .rules()
      .given(BROUGHT)
        .goal ("G",                           DONE)
        .waits("W5",                          DONE.not())
      .given(BROUGHT.not(), CHOSEN.not())
        .waits("W7",                          DIVIDING)
      .given(BROUGHT.not(), CHOSEN.not(), DIVIDING.not())
        .waits("W1",                          REST.running())
        .rule ("P1", PartRecovery::choose,    REST.running().not(), CANDIDATE)
        .waits("W2",                          REST.running().not(), CANDIDATE.not())
      .given(BROUGHT.not())
        .rule ("P2", PartRecovery::forget,    CHOSEN, UP.not())
      .given(BROUGHT.not(), CHOSEN, UP)
        .waits("W3",                          RECOVER.is(IDLE), REST.running())
        .rule ("P3", PartRecovery::send,      RECOVER.is(IDLE), REST.running().not())
        .waits("W4",                          RECOVER.is(RUNNING))
        .waits("W6",                          RECOVER.is(OK), LEASED)
        .rule ("P4", PartRecovery::record,    RECOVER.is(OK), LEASED.not())
        .rule ("P5", PartRecovery::askAgain,  RECOVER.is(FAILED, TIMED_OUT), REFUSED.not())
        .rule ("P6", PartRecovery::elsewhere, RECOVER.is(FAILED), REFUSED, CROWDED.not())
        .rule ("P7", PartRecovery::divide,    RECOVER.is(FAILED), CROWDED)
      .build();

  /// A range that is smaller is not divided. Where a thousandth of a table finds no room, half of
  /// that would find none either.
  private static final long RANGE_LEAST = -1L >>> 10;

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Link<EnlistedServer> master = link(MASTER);
  private final Link<EnlistedServer> crashed = link(CRASHED);
  private final Op<Recovered> recover = op(RECOVER);
  private final Timer rest = timer(REST);
  private final Cell<Boolean> done = cell(DONE, false);
  private final CrashRecovery recovery;
  private final int number;
  private final Cell<Boolean> dividing = cell(DIVIDING, false);
  private List<TabletAssignment> tablets;
  private List<TabletAssignment> asked = List.of();
  private int choices;
  private int full;
  private boolean brought;

  /// @param number from 0 within its recovery
  /// @param tablets of the dead master
  PartRecovery(CrashRecovery recovery, int number, List<TabletAssignment> tablets) {
    this.recovery = recovery;
    this.number = number;
    this.tablets = List.copyOf(tablets);
    watch(SERVERS, recovery.servers());
    crashed.set(recovery.crashed());
  }

  @Override
  protected Rules<PartRecovery> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return recovery.name() + " part " + number;
  }

  boolean done() {
    return done.get();
  }

  private boolean refused() {
    return recover.status() == FAILED && recover.failure() instanceof RequestRefused;
  }

  /// Everybody who is up has said in turn that there is no room for so much.
  private boolean crowded() {
    return refused() && refusedFor(Refusal.NO_SPACE)
        && full + 1 >= recovery.heirs().size() && divisible();
  }

  private boolean refusedFor(Refusal reason) {
    return ((RequestRefused) recover.failure()).refused().reason() == reason;
  }

  private boolean divisible() {
    return asked.size() > 1 || asked.stream().map(TabletAssignment::tablet).anyMatch(
        whole -> Long.compareUnsigned(whole.lastHash() - whole.firstHash(), RANGE_LEAST) > 0);
  }

  /// In turn, so that the parts of a recovery are spread, and who refused is the last to be asked
  /// again. Each is asked for what there was to bring as it was chosen: of tables that are dropped
  /// later it hears itself, and one that enlists later never does.
  private void choose() {
    asked = recovery.served(tablets);
    if (asked.isEmpty()) {
      brought = true;
      done.set(true);
    } else {
      List<EnlistedServer> up = recovery.heirs();
      master.set(up.get((number + choices++) % up.size()));
    }
  }

  private void forget() {
    recover.reset();
    master.clear();
  }

  /// What is asked again goes on; it need not be the same plan, since others may be down by now.
  private void send() {
    var request = new RecoverTablets(recovery.number(), recovery.crashed().id(),
        asked.stream().map(TabletAssignment::lost).toList(), recovery.segments(asked));
    recovery.calls().send(master.get().member(), request,
        new Expecting<>(Recovered.class, recover), recover.begin());
  }

  /// Only once nobody else may answer for the tablets any more: whose they are by the record may
  /// serve them, whatever becomes of this coordinator. And only while the master is up as far as is
  /// decided: so that whoever recovers what that one leaves behind finds these tablets among it.
  private void record() {
    Recovered at = recover.value();
    recover.reset();
    brought = true;
    recovery.reassign(asked, master.get(), at, () -> done.set(true));
  }

  private void askAgain() {
    recover.reset();
    rest.backoff(BACKOFF);
  }

  private void elsewhere() {
    full = refusedFor(Refusal.NO_SPACE) ? full + 1 : 0;
    askAgain();
    master.clear();
  }

  /// There may be room for less in one place, and for the rest in another.
  private void divide() {
    elsewhere();
    full = 0;
    dividing.set(true);
    recovery.divide(tablets, kept -> {
      tablets = kept;
      dividing.set(false);
    });
  }
}
