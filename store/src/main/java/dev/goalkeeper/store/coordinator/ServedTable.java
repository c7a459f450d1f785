package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableId;
import java.util.ArrayList;
import java.util.List;

/// A table: its tablets as a group, and those who asked for it and wait until all are taken.
///
/// A table that was complete once stays so in the eyes of clients: they find out for themselves
/// that a master does not answer, and use the tablets that are left. While a tablet is on its way
/// to another master they wait for the table.
final class ServedTable extends Task<ServedTable> {
  static final Clauses<ServedTable> C = Clauses.of(ServedTable.class);

  static final GroupInput<ServedTable, TabletAssignment> TABLETS = C.group("tablets");
  static final CellClause<ServedTable> ASKED = C.cell("asked");
  static final Fact<ServedTable> COMPLETE =
      C.all("complete", TABLETS, () -> TabletAssignment.TAKEN);

  /// That others may hear of it is recorded.
  static final CellClause<ServedTable> OPEN = C.cell("open");

  static final Fact<ServedTable> OPENED = C.local("opened", table -> table.opened);

  static final Rules<ServedTable> RULES = C.rules()
      .given(COMPLETE)
        .goal ("G",                     ASKED.not())
        .rule ("A1", ServedTable::tell, ASKED, OPEN)
        .rule ("A2", ServedTable::open, ASKED, OPEN.not(), OPENED.not())
        .waits("W2",                    ASKED, OPEN.not(), OPENED)
      .given()
        .waits("W1",                    COMPLETE.not())
      .build();

  private final Group<TabletAssignment> tablets = group(TABLETS);
  private final Cell<Boolean> asked = cell(ASKED, false);
  private final List<Responder> waiting = new ArrayList<>();
  private final Tables tables;
  private final TableId id;
  private final String name;
  private final Cell<Boolean> open;
  private boolean opened;

  /// @param open whether anybody may have heard of it
  ServedTable(Tables tables, TableId id, String name, Cell<Boolean> open,
      List<TabletAssignment> assignments) {
    this.tables = tables;
    this.id = id;
    this.name = name;
    this.open = watch(OPEN, open);
    assignments.forEach(tablets::add);
  }

  @Override
  protected Rules<ServedTable> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "table " + name;
  }

  /// As it is served now.
  Table table() {
    return new Table(id, name, assignments().stream().map(TabletAssignment::tablet).toList());
  }

  /// In the order of their ranges.
  List<TabletAssignment> assignments() {
    return tablets.members().stream().sorted((one, other) -> Long.compareUnsigned(
        one.tablet().firstHash(), other.tablet().firstHash())).toList();
  }

  /// A tablet was divided.
  void add(List<TabletAssignment> pieces) {
    pieces.forEach(tablets::add);
  }

  TableId id() {
    return id;
  }

  /// It was dropped, while some waited for it.
  void dropped() {
    waiting.forEach(responder -> responder.respond(
        new Refused(Refusal.UNKNOWN_TABLE, "table '" + name + "' was dropped")));
    waiting.clear();
  }

  void ask(Responder responder) {
    waiting.add(responder);
    asked.set(true);
  }

  /// A tablet of which nobody has heard holds nothing, and needs no log to be found. So it has to
  /// be recorded first that somebody may have.
  private void open() {
    opened = true;
    tables.open(id, () -> open.set(true));
  }

  /// Whoever asks may have found that an owner does not answer, and is told why.
  private void tell() {
    Table table = new Table(id, name, table().tablets(), tables.outages(assignments()));
    waiting.forEach(responder -> responder.respond(table));
    waiting.clear();
    asked.set(false);
  }
}
