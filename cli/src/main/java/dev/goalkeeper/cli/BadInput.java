package dev.goalkeeper.cli;

/// Something that was given to a command cannot be used. [Main] prints the message, which is one
/// line that says what to do, and ends the command with status 2.
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  BadInput(String message) {
    super(message, null, false, false);
  }
}
