package dev.goalkeeper.cli;

import dev.goalkeeper.store.client.Outcome;

/// A command could not do what it was asked. [Main] prints the message and ends the command with
/// status 1.
final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1;

  Failed(String message) {
    super(message, null, false, false);
  }

  static Failed of(Outcome.Refused refused) {
    return new Failed(refused.text());
  }

  static Failed of(Outcome.NotDone notDone) {
    return new Failed(notDone.text() + "; nothing was changed");
  }

  static Failed of(Outcome.Unknown unknown) {
    return new Failed(unknown.text() + "; it may have taken effect, or may still");
  }
}
