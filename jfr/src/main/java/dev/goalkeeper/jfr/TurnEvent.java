package dev.goalkeeper.jfr;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/// A turn of a pool that took longer than the recording's threshold, 20 ms unless it says
/// otherwise: nothing else in the pool ran meanwhile.
@Name("goalkeeper.Turn")
@Label("Long turn")
@Category("Goalkeeper")
@Threshold("20 ms")
@StackTrace(false)
final class TurnEvent extends Event {
  @Label("Pool")
  final String pool;

  @Label("Work")
  int work;

  TurnEvent(String pool) {
    this.pool = pool;
  }
}
