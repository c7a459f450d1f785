package dev.goalkeeper.store.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One turn of the loop: all that was there to read, the work that it caused, then one flush to
/// each peer. A system call costs more than anything else that we do for a small message, so that
/// what is ready together has to leave together.
///
/// The loop's thread alone touches it.
final class Turn {
  private static final Logger log = LoggerFactory.getLogger(Turn.class);

  private final Executor afterIteration;
  private final List<Receiver> receivers = new ArrayList<>();
  private final List<Outgoing> unflushed = new ArrayList<>();
  private final Runnable end = this::end;
  private boolean begun;
  private boolean delivered;

  /// @param afterIteration runs what it is given when all that was read has been dealt with
  Turn(Executor afterIteration) {
    this.afterIteration = afterIteration;
  }

  void add(Receiver receiver) {
    receivers.add(receiver);
  }

  void remove(Receiver receiver) {
    receivers.remove(receiver);
  }

  /// Something was read and delivered: the receivers hear when the turn ends.
  void noteDelivery() {
    delivered = true;
    begin();
  }

  /// Something waits to be flushed, and `outgoing` is not in the list yet.
  void noteUnflushed(Outgoing outgoing) {
    unflushed.add(outgoing);
    begin();
  }

  private void begin() {
    if (!begun) {
      begun = true;
      afterIteration.execute(end);
    }
  }

  private void end() {
    if (delivered) {
      delivered = false;
      for (int i = 0; i < receivers.size(); i++) {
        tellEnded(receivers.get(i));
      }
    }
    for (Outgoing outgoing : unflushed) {
      outgoing.flush();
    }
    unflushed.clear();
    begun = false;
  }

  private static void tellEnded(Receiver receiver) {
    try {
      receiver.turnEnded();
    } catch (RuntimeException thrown) {
      log.error("a receiver failed at the end of a turn", thrown);
    }
  }
}
