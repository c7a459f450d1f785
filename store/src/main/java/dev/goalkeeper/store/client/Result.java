package dev.goalkeeper.store.client;

import dev.goalkeeper.store.wire.Reply;

/// How a call ended, before it is put into the terms of its operation.
sealed interface Result {
  /// The other side has answered.
  record Answered(Reply reply) implements Result {}

  /// It was certainly not done.
  record NotDone(String text) implements Result {}

  /// It was sent, and nobody can tell.
  record Unknown(String text, Unresolved unresolved) implements Result {
    /// Nothing can be found out.
    Unknown(String text) {
      this(text, Unresolved.NONE);
    }
  }
}
