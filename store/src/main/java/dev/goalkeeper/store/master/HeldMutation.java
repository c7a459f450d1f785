package dev.goalkeeper.store.master;

import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Increment;
import dev.goalkeeper.store.wire.Remove;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.Write;

/// A mutation that waits to be done from its beginning, and what it is answered through.
///
/// @param request a copy, which stays valid
record HeldMutation(Request.Mutation request, Responder responder) {
  /// Keys and values of a request are valid only until the receiver returns: they are copied.
  static HeldMutation of(Request.Mutation request, Responder responder) {
    return new HeldMutation(copy(request), responder);
  }

  private static Request.Mutation copy(Request.Mutation request) {
    return switch (request) {
      case Write write -> new Write(write.table(), copy(write.key()), copy(write.value()),
          write.condition(), write.once(), write.tenure());
      case Remove remove -> new Remove(
          remove.table(), copy(remove.key()), remove.condition(), remove.once(),
          remove.tenure());
      case Increment increment -> new Increment(increment.table(), copy(increment.key()),
          increment.by(), increment.condition(), increment.once(), increment.tenure());
    };
  }

  private static Bytes copy(Bytes bytes) {
    return Bytes.of(bytes.array().clone());
  }
}
