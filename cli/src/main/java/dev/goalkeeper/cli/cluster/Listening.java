package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.store.wire.Address;
import picocli.CommandLine.Option;

/// Where a process listens, and which cluster it belongs to.
final class Listening {
  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "the address that it listens on, and that others find it at"
          + " (default: ${DEFAULT-VALUE})")
  private String host = "";

  @Option(names = "--port", description = "0 leaves it to the system (default: 0)")
  private int port;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      defaultValue = "goalkeeper",
      description = "the cluster's name (default: ${DEFAULT-VALUE})")
  private String cluster = "";

  /// @throws BadInput if there is no such address
  Address address() {
    try {
      return new Address(host, port);
    } catch (IllegalArgumentException wrong) {
      throw new BadInput("--host " + host + " --port " + port + ": " + wrong.getMessage());
    }
  }

  String cluster() {
    return cluster;
  }
}
