package dev.goalkeeper.bench;

/// A measurement came to nothing, and why, on one line. The command prints it and ends.
public final class NotMeasured extends RuntimeException {
  private static final long serialVersionUID = 1;

  public NotMeasured(String message) {
    super(message, null, false, false);
  }
}
