package dev.goalkeeper.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/// The pool noticed something about itself.
@Name("goalkeeper.Alarm")
@Label("Alarm")
@Category("Goalkeeper")
@StackTrace(false)
final class AlarmEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Kind")
  final String kind;

  @Label("Task")
  final String task;

  @Label("What")
  final String what;

  AlarmEvent(String pool, String kind, String task, String what) {
    this.pool = pool;
    this.kind = kind;
    this.task = task;
    this.what = what;
  }
}
