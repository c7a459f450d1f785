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
import dev.goalkeeper.store.wire.ForgetTable;
import dev.goalkeeper.store.wire.TableId;
import java.time.Duration;

/// One server serves nothing of a dropped table any more, and never will: it has said so, or it was
/// given up and may answer no reads.
final class Forgetting extends Task<Forgetting> {
  static final Clauses<Forgetting> C = Clauses.of(Forgetting.class);

  static final LinkInput<Forgetting, EnlistedServer> SERVER = C.link("server");
  static final OpClause<Forgetting> TELL = C.op("tell").timeout(Duration.ofSeconds(1));
  static final TimerClause<Forgetting> REST = C.timer("rest");
  static final Fact<Forgetting> UP =
      C.peer("server up", SERVER, () -> EnlistedServer.UP, false);
  static final Fact<Forgetting> LEASED =
      C.peer("may answer", SERVER, () -> EnlistedServer.LEASED, false);
  static final Fact<Forgetting> FORGOTTEN = C.local("forgotten", task -> task.forgotten);

  static final Rules<Forgetting> RULES = C.rules()
      .given()
        .goal ("G",                       FORGOTTEN)
      .given(FORGOTTEN.not(), UP.not())
        .waits("W3",                      LEASED)
        .rule ("F4", Forgetting::writeOff, LEASED.not())
      .given(FORGOTTEN.not(), UP)
        .waits("W1",                      TELL.is(IDLE), REST.running())
        .rule ("F1", Forgetting::tell,    TELL.is(IDLE), REST.running().not())
        .waits("W2",                      TELL.is(RUNNING))
        .rule ("F2", Forgetting::note,    TELL.is(OK))
        .rule ("F3", Forgetting::backOff, TELL.is(FAILED, TIMED_OUT))
      .exports(FORGOTTEN)
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(20), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Link<EnlistedServer> server = link(SERVER);
  private final Op<Done> tell = op(TELL);
  private final Timer rest = timer(REST);
  private final Calls calls;
  private final TableId table;
  private boolean forgotten;

  Forgetting(Calls calls, TableId table, EnlistedServer at) {
    this.calls = calls;
    this.table = table;
    server.set(at);
  }

  @Override
  protected Rules<Forgetting> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "table " + table + " forgotten by " + server.get().id();
  }

  private void tell() {
    calls.send(server.get().member(), new ForgetTable(table), new Expecting<>(Done.class, tell),
        tell.begin());
  }

  private void note() {
    tell.reset();
    forgotten = true;
  }

  private void backOff() {
    tell.reset();
    rest.backoff(BACKOFF);
  }

  private void writeOff() {
    tell.reset();
    forgotten = true;
  }
}
