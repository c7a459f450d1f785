package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Value;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The answers that wait for the log to be safe, counted so that they cannot fill the memory while
/// backups are slow or missing.
final class Answers {
  /// Far more than a loop can settle in the time that a backup needs.
  static final int HELD_MAX = 1 << 16;

  /// Values that wait with their answers: a few dozen of the largest.
  static final long HELD_BYTES_MAX = 64L << 20;

  private final Durability durability;
  private final ArrayDeque<Held> spare = new ArrayDeque<>();
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
    Held answer = spare.isEmpty() ? new Held() : spare.removeLast();
    answer.reply = reply;
    answer.responder = responder;
    held++;
    heldBytes += bytes(reply);
    durability.whenCertified(position, answer);
  }

  private static int bytes(Reply reply) {
    return reply instanceof Value value ? value.bytes().length() : 0;
  }

  /// One answer that waits. It is used again once it has left.
  private final class Held implements Runnable {
    private @Nullable Reply reply;
    private @Nullable Responder responder;

    @Override
    public void run() {
      Reply leaving = Objects.requireNonNull(reply, "an answer leaves twice");
      Responder to = Objects.requireNonNull(responder);
      reply = null;
      responder = null;
      held--;
      heldBytes -= bytes(leaving);
      spare.add(this);
      to.respond(leaving);
    }
  }
}
