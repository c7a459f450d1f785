package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.BadInput;
import picocli.CommandLine.Option;

/// How much is written before something is killed.
final class MegabytesOption {
  /// Less is over before anything can be told of it.
  private static final int MIN = 16;

  @Option(
      names = "--megabytes",
      paramLabel = "N",
      defaultValue = "192",
      description = "how much is written before the kill (default: ${DEFAULT-VALUE})")
  private int megabytes;

  /// @throws BadInput if that measures nothing
  int checked() {
    if (megabytes < MIN) {
      throw new BadInput("--megabytes " + megabytes + ": at least " + MIN);
    }
    return megabytes;
  }
}
