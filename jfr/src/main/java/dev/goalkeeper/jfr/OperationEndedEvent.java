package dev.goalkeeper.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// An operation has ended: well, badly, or by its time-out.
@Name("goalkeeper.OperationEnded")
@Label("Operation ended")
@Category("Goalkeeper")
@StackTrace(false)
final class OperationEndedEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Task")
  final String task;

  @Label("Operation")
  final String operation;

  @Label("Status")
  final String status;

  OperationEndedEvent(String pool, String task, String operation, String status) {
    this.pool = pool;
    this.task = task;
    this.operation = operation;
    this.status = status;
  }
}
