package dev.goalkeeper.store.coordinator;

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
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.LetGo;
import dev.goalkeeper.store.wire.TableId;
import java.time.Duration;

/// Tells the server from which a tablet has gone that it is another's, until that server has heard
/// it or has died. Then it ends.
final class TabletGone extends Task<TabletGone> {
  static final Clauses<TabletGone> C = Clauses.of(TabletGone.class);

  static final LinkInput<TabletGone, EnlistedServer> SOURCE = C.link("source");
  static final OpClause<TabletGone> TELL = C.op("tell").timeout(Duration.ofSeconds(1));
  static final TimerClause<TabletGone> REST = C.timer("rest");
  static final Fact<TabletGone> UP = C.peer("source up", SOURCE, () -> EnlistedServer.UP, false);

  static final Rules<TabletGone> RULES = C.rules()
      .given()
        .rule ("D1", TabletGone::end,     UP.not())
      .given(UP)
        .waits("W1",                      TELL.is(IDLE), REST.running())
        .rule ("D2", TabletGone::tell,    TELL.is(IDLE), REST.running().not())
        .waits("W2",                      TELL.is(RUNNING))
        .rule ("D3", TabletGone::end,     TELL.is(OK))
        .rule ("D4", TabletGone::backOff, TELL.is(FAILED, TIMED_OUT))
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Link<EnlistedServer> source = link(SOURCE);
  private final Op<Done> tell = op(TELL);
  private final Timer rest = timer(REST);
  private final Moves owner;
  private final Calls calls;
  private final TableId table;
  private final long number;

  TabletGone(Moves owner, Calls calls, TableId table, EnlistedServer from, long number) {
    this.owner = owner;
    this.calls = calls;
    this.table = table;
    this.number = number;
    source.set(from);
  }

  @Override
  protected Rules<TabletGone> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "end of move " + number;
  }

  TableId table() {
    return table;
  }

  long number() {
    return number;
  }

  private void tell() {
    calls.send(source.get().member(), new LetGo(number), new Expecting<>(Done.class, tell),
        tell.begin());
  }

  private void end() {
    owner.settle(this);
  }

  private void backOff() {
    tell.reset();
    rest.backoff(BACKOFF);
  }
}
