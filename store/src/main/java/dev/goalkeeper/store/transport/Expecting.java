package dev.goalkeeper.store.transport;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;

/// Takes the one kind of answer that a task's rules can use; a refusal, or an answer that breaks
/// the protocol, fails the operation.
///
/// @param type of the answer
/// @param operation that it completes
public record Expecting<R extends Reply>(Class<R> type, Completion<? super R> operation)
    implements Completion<Message> {

  @Override
  public void complete(long token, Message message) {
    if (type.isInstance(message)) {
      operation.complete(token, type.cast(message));
    } else if (message instanceof Refused refused) {
      operation.fail(token, new RequestRefused(refused));
    } else {
      String wanted = type.getSimpleName();
      operation.fail(token, new IllegalStateException("no " + wanted + ": " + message));
    }
  }

  @Override
  public void fail(long token, Throwable cause) {
    operation.fail(token, cause);
  }
}
