package dev.goalkeeper.store.wire;

import static dev.goalkeeper.store.wire.Limits.require;
import static dev.goalkeeper.store.wire.Limits.requireName;

/// Where a process listens.
///
/// @param host a name or a numeric address, without brackets
/// @param port 0 only where one listens and the system is to choose
public record Address(String host, int port) {
  private static final int PORT_MAX = 65_535;

  public Address {
    requireName("host", host);
    require(host.chars().allMatch(c -> c > ' ' && c < 0x7f && "[]/".indexOf(c) < 0),
        "no host name: '" + host + "'");
    require(port >= 0 && port <= PORT_MAX, "no port: " + port);
  }

  /// Reads `host:port`, with brackets around a host that has colons itself.
  ///
  /// @throws IllegalArgumentException with one line that names `text`
  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    require(colon > 0, "not host:port: '" + text + "'");
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    require(bracketed || host.indexOf(':') < 0, "brackets are missing in '" + text + "'");
    String port = text.substring(colon + 1);
    require(port.matches("[0-9]{1,5}"), "no port in '" + text + "'");
    return new Address(bracketed ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(port));
  }

  /// What [#parse] reads.
  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
