package dev.goalkeeper.cli;

import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Mode;

/// How large a demo is.
///
/// @param servers processes, the victim among them
/// @param replicas copies of each segment
/// @param load a file to load, `-` for standard input, or empty for the characters' names
/// @param rolls how often every master's head is rolled at least
/// @param mode what an acknowledgement promises
record DemoOptions(int servers, int replicas, String load, int rolls, Mode mode) {
  /// One server is killed in each run.
  static final int KILLED = 1;

  /// Each server is a JVM on this machine.
  static final int SERVERS_MAX = 32;

  /// @throws BadInput if such a cluster could not do what the demo shows
  DemoOptions {
    if (replicas < 1 || replicas > Limits.REPLICAS_MAX) {
      throw new BadInput("--replicas " + replicas + ": must be 1 to " + Limits.REPLICAS_MAX);
    }
    int least = replicas + 1 + KILLED;
    if (servers < least) {
      throw new BadInput("--servers " + servers + ": too few; " + replicas
          + " replicas beside their master, and one server to kill, need at least " + least);
    }
    if (servers > SERVERS_MAX) {
      throw new BadInput("--servers " + servers + ": each is a process on this machine; at most "
          + SERVERS_MAX);
    }
    if (rolls < 2) {
      throw new BadInput("--rolls " + rolls + ": must be 2 or more");
    }
  }
}
