package dev.goalkeeper.examples.figure2;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;

/// What this server knows of a backup: whether it is up. It does nothing itself; replicas look.
final class Backup extends Task<Backup> {
  static final Clauses<Backup> C = Clauses.of(Backup.class);
  static final CellClause<Backup> UP = C.cell("up");
  static final Rules<Backup> RULES =
      C.rules().goal("G0", UP).goal("G1", UP.not()).build();

  private final Cell<Boolean> up = cell(UP, true);
  private final BackupServer server;

  Backup(BackupServer server) {
    this.server = server;
  }

  @Override
  protected Rules<Backup> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return server.name();
  }

  Cell<Boolean> up() {
    return up;
  }

  BackupServer server() {
    return server;
  }
}
