package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.wire.TableId;
import java.util.ArrayList;
import java.util.List;

/// A table that is recorded as dropped: every server is told, and then the record forgets it.
///
/// All servers, and not its owners alone: somebody may be about to become one, with a part of a
/// recovery that the record does not know of.
final class TableDrop extends Task<TableDrop> {
  static final Clauses<TableDrop> C = Clauses.of(TableDrop.class);

  static final GroupInput<TableDrop, Forgetting> SERVERS = C.group("servers");
  static final Fact<TableDrop> GONE = C.all("gone", SERVERS, () -> Forgetting.FORGOTTEN);
  static final Fact<TableDrop> ENDED = C.local("ended", drop -> drop.ended);

  static final Rules<TableDrop> RULES = C.rules()
      .given()
        .goal ("G",                  ENDED)
      .given(ENDED.not())
        .waits("W1",                 GONE.not())
        .rule ("D1", TableDrop::end, GONE)
      .build();

  private final Group<Forgetting> servers = group(SERVERS);
  private final List<Runnable> then = new ArrayList<>();
  private final Drops drops;
  private final TableId table;
  private final String tableName;
  private boolean ended;

  /// @param listed whoever may serve it
  TableDrop(Drops drops, TableRecord table, List<EnlistedServer> listed) {
    this.drops = drops;
    this.table = table.id();
    this.tableName = table.name();
    listed.forEach(server -> servers.add(new Forgetting(drops.calls(), this.table, server)));
  }

  @Override
  protected Rules<TableDrop> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "drop of table " + table + " (" + tableName + ")";
  }

  TableId table() {
    return table;
  }

  String tableName() {
    return tableName;
  }

  /// What is done once nobody serves it, and the record has forgotten it.
  void then(Runnable next) {
    then.add(next);
  }

  /// The record has forgotten it.
  void over() {
    then.forEach(Runnable::run);
  }

  private void end() {
    ended = true;
    drops.forget(this);
  }
}
