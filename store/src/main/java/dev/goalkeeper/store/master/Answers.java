package dev.goalkeeper.store.master;

import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.Pulled;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Value;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The answers that wait for the log to be safe, counted so that they cannot fill the memory while
/// backups are slow or missing.
final class Answers {
  /// Far more than a loop can settle in the time that a backup needs.
  static final int HELD_MAX = 1 << 16;

  /// Values that wait with their answers: a few dozen of the largest.
  static final long HELD_BYTES_MAX = 64L << 20;

  private final ServerId self;
  private final Refused noLease;
  private final Durability durability;
  private final BooleanSupplier leased;
  private final ArrayDeque<Held> spare = new ArrayDeque<>();
  private int held;
  private long heldBytes;

  /// @param leased whether what others could have changed may be told now
  Answers(ServerId self, Durability durability, BooleanSupplier leased) {
    this.self = self;
    this.durability = durability;
    this.leased = leased;
    this.noLease = new Refused(Refusal.NO_LEASE, self
        + " has no read lease: the coordinator has given it up, or does not answer it");
  }

  boolean full() {
    return held >= HELD_MAX || heldBytes >= HELD_BYTES_MAX;
  }

  /// What whoever asks is told when it is full.
  Refused busy() {
    return new Refused(Refusal.BUSY,
        self + " holds " + held + " answers until backups have what they rest on; try again"
            + " in a moment");
  }

  int held() {
    return held;
  }

  /// Answers once everything before the position is safe: with what this master has done. That
  /// is so whoever serves by then.
  void hold(LogPosition position, Reply reply, Responder responder) {
    hold(position, reply, responder, false);
  }

  /// Answers then with what this master has found; or refuses, without a lease at that moment,
  /// since another master may have changed it.
  void observe(LogPosition position, Reply reply, Responder responder) {
    hold(position, reply, responder, true);
  }

  private void hold(
      LogPosition position, Reply reply, Responder responder, boolean observation) {
    Held answer = spare.isEmpty() ? new Held() : spare.removeLast();
    answer.reply = reply;
    answer.responder = responder;
    answer.observation = observation;
    held++;
    heldBytes += bytes(reply);
    durability.whenCertified(position, answer);
  }

  private static int bytes(Reply reply) {
    return reply instanceof Value value ? value.bytes().length()
        : reply instanceof Page page ? page.bytes()
        : reply instanceof Pulled pulled ? pulled.bytes().length() : 0;
  }

  /// One answer that waits. It is used again once it has left.
  private final class Held implements Runnable {
    private @Nullable Reply reply;
    private @Nullable Responder responder;
    private boolean observation;

    @Override
    public void run() {
      Reply leaving = Objects.requireNonNull(reply, "an answer leaves twice");
      Responder to = Objects.requireNonNull(responder);
      boolean mayLeave = !observation || leased.getAsBoolean();
      reply = null;
      responder = null;
      held--;
      heldBytes -= bytes(leaving);
      spare.add(this);
      to.respond(mayLeave ? leaving : noLease);
    }
  }
}
