package dev.goalkeeper.cli.console;

/// What a command's exit status says.
public final class Status {
  /// It was done.
  public static final int DONE = 0;

  /// It was not done: nothing was found, or a proof failed.
  public static final int FAILED = 1;

  /// What it was given cannot be used.
  public static final int BAD_INPUT = 2;

  private Status() {}
}
