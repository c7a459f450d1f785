package dev.goalkeeper.zookeeper;

import java.time.Duration;

/// How a cluster's record is found in ZooKeeper.
///
/// @param servers `host:port,...`: where ZooKeeper listens
/// @param cluster its name
/// @param mode what the cluster's acknowledgements promise; the record of one mode is refused to
///     coordinators of another
/// @param session after so long without a sign of life a candidate, or a leader, is given up and
///     another one elected; an embedded ZooKeeper allows up to ten seconds
public record ZooKeeperOptions(String servers, String cluster, String mode, Duration session) {
  /// What a machine under load may go without running us.
  public static final Duration SESSION_MIN = Duration.ofSeconds(1);

  /// Nobody leads for so long.
  public static final Duration SESSION_MAX = Duration.ofMinutes(1);

  /// Long enough for a collector's pause and a busy machine.
  public static final Duration SESSION = Duration.ofSeconds(3);

  /// Checks the bounds.
  public ZooKeeperOptions {
    if (session.compareTo(SESSION_MIN) < 0 || session.compareTo(SESSION_MAX) > 0) {
      throw new IllegalArgumentException("session: 1 to 60 s, not " + session);
    }
  }

  /// With the usual session.
  public ZooKeeperOptions(String servers, String cluster, String mode) {
    this(servers, cluster, mode, SESSION);
  }
}
