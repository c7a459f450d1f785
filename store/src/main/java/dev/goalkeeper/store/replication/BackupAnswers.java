package dev.goalkeeper.store.replication;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;

/// Puts a backup's message into the terms of the rules: done, begin elsewhere, or try again.
record BackupAnswers(Op<Answer> op) implements Completion<Message> {
  @Override
  public void complete(long token, Message message) {
    if (!(message instanceof Reply.ToCommand answer)) {
      fail(token, new IllegalStateException("a backup answered " + message));
      return;
    }
    switch (answer) {
      case Done done -> op.complete(token, Answer.DONE);
      case Refused refused -> refused(token, refused);
    }
  }

  @Override
  public void fail(long token, Throwable cause) {
    op.fail(token, cause);
  }

  private void refused(long token, Refused refused) {
    switch (refused.reason()) {
      case NO_SPACE -> op.complete(token, Answer.FULL);
      case STALE_REPLICA, NOT_OPEN, DISK_FAILED -> op.complete(token, Answer.NOT_THERE);
      case BAD_CERTIFICATE -> op.complete(token, Answer.DAMAGED);
      case UNKNOWN_SENDER -> op.complete(token, Answer.NOT_LISTED);
      case WRONG_SERVER, NOT_MINE, STALE_TERM, WRONG_CLUSTER, UNKNOWN_TABLE,
          NAME_IN_USE, TOO_FEW_SERVERS, NOT_OWNER, NOT_A_NUMBER, OVERFLOW, INVALID, TOO_LARGE, BUSY,
          UNKNOWN_SUBJECT, INCOMPLETE, NOT_LEADING, NO_LEASE, STALE_SEQUENCE,
          CLIENT_ENDED ->
          fail(token, new IllegalStateException(refused.reason() + ": " + refused.text()));
    }
  }
}
