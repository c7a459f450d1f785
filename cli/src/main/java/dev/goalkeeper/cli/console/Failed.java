package dev.goalkeeper.cli.console;

import dev.goalkeeper.store.client.Outcome;

/// A command could not do what it was asked. The entry point prints the message and ends the
/// command with status 1.
public final class Failed extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Failed(String message) {
    super(message, null, false, false);
  }

  public static Failed of(Outcome.Refused refused) {
    return new Failed(refused.text());
  }

  public static Failed of(Outcome.NotDone notDone) {
    return new Failed(notDone.text() + "; nothing was changed");
  }

  public static Failed of(Outcome.Unknown unknown) {
    return new Failed(unknown.text() + "; it may have taken effect, or may still");
  }
}
