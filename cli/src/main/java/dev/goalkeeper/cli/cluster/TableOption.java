package dev.goalkeeper.cli.cluster;

import picocli.CommandLine.Option;

/// Which table a command means.
public final class TableOption {
  /// The table of the demo, and of the commands that are told no other.
  public static final String DEFAULT = "demo";

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      defaultValue = DEFAULT,
      description = "default: ${DEFAULT-VALUE}")
  private String table = DEFAULT;

  public String name() {
    return table;
  }
}
