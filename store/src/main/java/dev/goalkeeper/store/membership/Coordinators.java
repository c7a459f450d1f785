package dev.goalkeeper.store.membership;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.transport.TransportLost;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Request;
import java.util.List;

/// A cluster's coordinators, of which one leads. Who asks turns to the next one when the one that
/// was asked is gone, says nothing, or does not lead; whoever is asked has to be asked again then,
/// as after every loss.
///
/// For one pool, on its thread, which is that of the transport's callbacks.
public final class Coordinators {
  /// Requests without any answer: the next one goes to another coordinator. One that was stopped
  /// keeps its connections and answers nothing; one that is slow is not given up for one request.
  private static final int SILENT_MAX = 2;

  private final Transport transport;
  private final List<Address> all;
  private int current;
  private int silent;

  /// @param all at least one
  public Coordinators(Transport transport, List<Address> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a cluster has at least one coordinator");
    }
    this.transport = transport;
    this.all = List.copyOf(all);
  }

  /// What comes back, to whoever asked. A record, so that a check sees which operation it ends.
  private record Answered(Coordinators of, int asked, Completion<? super Message> answer)
      implements Completion<Message> {
    @Override
    public void complete(long token, Message message) {
      if (message instanceof Refused(var reason, String text) && reason == Refusal.NOT_LEADING) {
        of.turnFrom(asked);
        answer.fail(token, TransportLost.unsent(of.all.get(asked), text));
        return;
      }
      of.heardFrom(asked);
      answer.complete(token, message);
    }

    @Override
    public void fail(long token, Throwable cause) {
      of.turnFrom(asked);
      answer.fail(token, cause);
    }
  }

  /// Asks the one that is believed to lead. If it does not the answer is a [TransportLost], and
  /// what was asked has not been done.
  public void call(Envelope envelope, Request.ToCoordinator request,
      Completion<? super Message> answer, long token) {
    if (silent >= SILENT_MAX) {
      turnFrom(current);
    }
    silent++;
    transport.call(all.get(current), envelope, request, new Answered(this, current, answer), token);
  }

  private void heardFrom(int asked) {
    if (asked == current) {
      silent = 0;
    }
  }

  private void turnFrom(int asked) {
    if (asked == current) {
      current = (current + 1) % all.size();
      silent = 0;
    }
  }

  /// As options name them.
  @Override
  public String toString() {
    return String.join(",", all.stream().map(Address::toString).toList());
  }
}
