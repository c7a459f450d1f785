package dev.goalkeeper.cli.console;

/// Something that was given to a command cannot be used. The entry point prints the
/// message, which is one line that says what to do, and ends the command with status 2.
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BadInput(String message) {
    super(message, null, false, false);
  }
}
