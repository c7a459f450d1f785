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
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Table;
import java.util.ArrayList;
import java.util.List;

/// A table: its tablets as a group, and those who asked for it and wait until all are taken.
///
/// A table that was complete once stays so in the eyes of clients: they find out for themselves
/// that a master does not answer, and use the tablets that are left.
final class ServedTable extends Task<ServedTable> {
  static final Clauses<ServedTable> C = Clauses.of(ServedTable.class);

  static final GroupInput<ServedTable, TabletAssignment> TABLETS = C.group("tablets");
  static final CellClause<ServedTable> ASKED = C.cell("asked");
  static final Fact<ServedTable> COMPLETE =
      C.all("complete", TABLETS, () -> TabletAssignment.TAKEN);
  static final Fact<ServedTable> ORPHANED =
      C.any("orphaned", TABLETS, () -> TabletAssignment.UP.not());

  static final Rules<ServedTable> RULES = C.rules()
      .given(COMPLETE)
        .goal ("G",                   ASKED.not())
        .rule ("A1", ServedTable::tell,   ASKED)
      .given(COMPLETE.not())
        .waits("W1",                  ORPHANED.not())
        .waits("W2",                  ORPHANED, ASKED.not())
        .rule ("A2", ServedTable::refuse, ORPHANED, ASKED)
      .build();

  private final Group<TabletAssignment> tablets = group(TABLETS);
  private final Cell<Boolean> asked = cell(ASKED, false);
  private final List<Responder> waiting = new ArrayList<>();
  private final Table table;

  ServedTable(Table table, List<TabletAssignment> assignments) {
    this.table = table;
    assignments.forEach(tablets::add);
  }

  @Override
  protected Rules<ServedTable> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "table " + table.name();
  }

  Table table() {
    return table;
  }

  void ask(Responder responder) {
    waiting.add(responder);
    asked.set(true);
  }

  private void tell() {
    answer(table);
  }

  private void refuse() {
    answer(new Refused(Refusal.TOO_FEW_SERVERS,
        "table '" + table.name() + "' lost a server before it was complete, and tablets are not "
            + "recovered yet: use another name"));
  }

  private void answer(Reply reply) {
    waiting.forEach(responder -> responder.respond(reply));
    waiting.clear();
    asked.set(false);
  }
}
