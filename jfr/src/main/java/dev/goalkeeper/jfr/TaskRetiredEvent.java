package dev.goalkeeper.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A task was taken out of its pool.
@Name("goalkeeper.TaskRetired")
@Label("Task retired")
@Category("Goalkeeper")
@StackTrace(false)
final class TaskRetiredEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Task")
  final String task;

  TaskRetiredEvent(String pool, String task) {
    this.pool = pool;
    this.task = task;
  }
}
