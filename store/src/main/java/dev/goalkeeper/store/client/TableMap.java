package dev.goalkeeper.store.client;

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
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.membership.Coordinators;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.transport.RequestRefused;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import java.time.Duration;
import java.util.Optional;

/// Who serves a table, as far as this client knows. Slots use what is there and say when it was
/// wrong; meanwhile operations on the tablets that have not moved go on with the old map.
final class TableMap extends Task<TableMap> {
  static final Clauses<TableMap> C = Clauses.of(TableMap.class);

  static final CellClause<TableMap> WANTED = C.cell("wanted");
  static final CellClause<TableMap> DENIED = C.cell("denied");
  static final Input<TableMap> TABLE = C.value("table");
  static final OpClause<TableMap> FETCH = C.op("fetch").timeout(Duration.ofSeconds(1));
  static final TimerClause<TableMap> REST = C.timer("rest");
  static final Fact<TableMap> KNOWN = C.fact("known", map -> map.table().isPresent(), TABLE);
  static final Fact<TableMap> UNKNOWN = C.fact("no such table", TableMap::noSuchTable, FETCH);

  static final Rules<TableMap> RULES = C.implies(UNKNOWN, FETCH.is(FAILED)).rules()
      .given()
        .goal ("G",                 WANTED.not())
      .given(WANTED, FETCH.is(IDLE))
        .waits("W1",                REST.running())
        .rule ("M1", TableMap::ask, REST.running().not())
      .given(WANTED)
        .waits("W2",                FETCH.is(RUNNING))
        .rule ("M2", TableMap::learn,   FETCH.is(OK))
        .rule ("M3", TableMap::deny,    FETCH.is(FAILED), UNKNOWN)
        .rule ("M4", TableMap::backOff, FETCH.is(FAILED, TIMED_OUT), UNKNOWN.not())
      .exports(KNOWN, DENIED)
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(2));

  private final Cell<Boolean> wanted = cell(WANTED, false);
  private final Cell<Boolean> denied = cell(DENIED, false);
  private final Cell<Optional<Table>> table = value(TABLE, Optional.empty());
  private final Op<Table> fetch = op(FETCH);
  private final Timer rest = timer(REST);
  private final Coordinators coordinators;
  private final String tableName;
  private String silence = "";

  TableMap(Coordinators coordinators, String tableName) {
    this.coordinators = coordinators;
    this.tableName = tableName;
  }

  @Override
  protected Rules<TableMap> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "map of " + tableName;
  }

  /// The table, if the coordinator has told.
  Optional<Table> table() {
    return table.get();
  }

  /// What is known is missing or wrong: ask the coordinator, and think better of an earlier denial.
  void refresh() {
    denied.set(false);
    wanted.set(true);
  }

  /// What is known to be in the way of who asks for that hash, for a person; or nothing.
  String plight(long hash) {
    return table.get().map(known -> plight(known, known.tablet(hash).owner())).orElse("") + silence;
  }

  /// Also if it is others that are down: whoever serves this part may have too few left for the
  /// replicas of what is written.
  private String plight(Table known, ServerId owner) {
    return known.outage(owner)
        .map(outage -> "; " + outage.server() + ", which has this part of table '" + tableName
            + "', is down: " + outage.text() + ". Try again, it is served as soon as that is done")
        .or(() -> known.outages().stream().findFirst()
            .map(other -> "; " + other.server() + ", which has another part of table '"
                + tableName + "', is down: " + other.text()
                + ". This part may have too few servers for its replicas until then"))
        .orElse("");
  }

  private boolean noSuchTable() {
    return fetch.status() == FAILED
        && fetch.failure() instanceof RequestRefused refusal
        && refusal.refused().reason() == Refusal.UNKNOWN_TABLE;
  }

  private void ask() {
    coordinators.call(Envelope.NONE, new GetTable(tableName),
        new Expecting<>(Table.class, fetch), fetch.begin());
  }

  private void learn() {
    table.set(Optional.of(fetch.value()));
    silence = "";
    settle();
  }

  private void deny() {
    table.set(Optional.empty());
    silence = "";
    denied.set(true);
    settle();
  }

  private void settle() {
    wanted.set(false);
    fetch.reset();
  }

  private void backOff() {
    silence = "; the coordinator, which knows who serves it now, does not tell: "
        + (fetch.status() == FAILED ? fetch.failure().getMessage() : "no answer in time");
    fetch.reset();
    rest.backoff(BACKOFF);
  }
}
