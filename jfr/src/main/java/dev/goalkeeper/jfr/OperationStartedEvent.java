package dev.goalkeeper.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// A task has started an operation.
@Name("goalkeeper.OperationStarted")
@Label("Operation started")
@Category("Goalkeeper")
@StackTrace(false)
final class OperationStartedEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Task")
  final String task;

  @Label("Operation")
  final String operation;

  OperationStartedEvent(String pool, String task, String operation) {
    this.pool = pool;
    this.task = task;
    this.operation = operation;
  }
}
