package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Value;

/// The answers that wait for the log to be safe, counted so that they cannot fill the memory while
/// backups are slow or missing.
final class Answers {
  /// Far more than a loop can settle in the time that a backup needs.
  static final int HELD_MAX = 1 << 16;

  /// Values that wait with their answers: a few dozen of the largest.
  static final long HELD_BYTES_MAX = 64L << 20;

  private final Durability durability;
  private int held;
  private long heldBytes;

  Answers(Durability durability) {
    this.durability = durability;
  }

  boolean full() {
    return held >= HELD_MAX || heldBytes >= HELD_BYTES_MAX;
  }

  int held() {
    return held;
  }

  /// Answers once everything before the position is safe.
  void hold(LogPosition position, Reply reply, Responder responder) {
    int bytes = reply instanceof Value value ? value.bytes().length() : 0;
    held++;
    heldBytes += bytes;
    durability.whenCertified(position, () -> {
      held--;
      heldBytes -= bytes;
      responder.respond(reply);
    });
  }
}
