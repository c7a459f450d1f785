package dev.goalkeeper.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A task has joined a pool.
@Name("goalkeeper.TaskAdded")
@Label("Task added")
@Category("Goalkeeper")
@StackTrace(false)
final class TaskAddedEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Task")
  final String task;

  @Label("Table")
  final String table;

  TaskAddedEvent(String pool, String task, String table) {
    this.pool = pool;
    this.task = task;
    this.table = table;
  }
}
