package dev.goalkeeper.cli.bench;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whether another store is measured beside ours.
final class PeerOption {
  @Option(
      names = "--peer",
      paramLabel = "STORE",
      description = "another store to measure beside it: redis, if it is installed")
  private @Nullable Peer peer;

  /// Other stores that can be started.
  enum Peer {
    REDIS
  }

  /// Whether it is Redis.
  ///
  /// @throws dev.goalkeeper.cli.console.Failed if that is asked for and is not installed
  boolean redis() {
    if (peer == Peer.REDIS) {
      RedisGroup.requireInstalled();
    }
    return peer == Peer.REDIS;
  }
}
