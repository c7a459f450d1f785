package dev.goalkeeper.jfr;

import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A rule fires. There are many: off unless a recording asks for it.
@Name("goalkeeper.Firing")
@Label("Rule fires")
@Category("Goalkeeper")
@Enabled(false)
@StackTrace(false)
final class FiringEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Task")
  final String task;

  @Label("Table")
  final String table;

  @Label("Row")
  final String row;

  @Label("Cause")
  final String cause;

  FiringEvent(String pool, String task, String table, String row, String cause) {
    this.pool = pool;
    this.task = task;
    this.table = table;
    this.row = row;
    this.cause = cause;
  }
}
