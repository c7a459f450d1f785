package dev.goalkeeper.bench;

/// How calls come: on so many connections, so many outstanding on each.
public record Load(int connections, int outstanding) {
  /// A caller that waits for each call.
  public static final Load ONE_CLIENT = new Load(1, 1);

  /// A caller that has sixteen under way.
  public static final Load OUTSTANDING_16 = new Load(1, 16);

  /// Sixteen callers that wait for each call.
  public static final Load CONNECTIONS_16 = new Load(16, 1);
}
