package dev.goalkeeper.cli;

/// The `goalkeeper` command: one entry point for every subcommand.
public final class Main {
  private Main() {}

  /// Runs one command and exits with its status.
  public static void main(String[] arguments) {
    System.err.println("goalkeeper: no command is here yet");
    System.exit(2);
  }
}
