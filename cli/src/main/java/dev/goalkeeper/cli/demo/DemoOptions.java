package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Mode;

/// How large a demo is, and whom it hits.
///
/// @param servers processes, the victims among them
/// @param replicas copies of each segment
/// @param load a file to load, `-` for standard input, or empty for the characters' names
/// @param rolls how often every master's head is rolled at least
/// @param mode what an acknowledgement promises
/// @param victims servers that are killed or stopped, all at one instant
/// @param paused they are stopped, not killed
/// @param patienceMillis how long a server that others miss may take to answer
/// @param overthrown the coordinator is killed, too, while it recovers them
record DemoOptions(
    int servers, int replicas, String load, int rolls, Mode mode, int victims, boolean paused,
    int patienceMillis, boolean overthrown) {

  /// As few as go on without one.
  private static final int COORDINATORS = 3;

  /// @throws BadInput if such a cluster could not do what the demo shows
  DemoOptions {
    if (replicas < 1 || replicas > Limits.REPLICAS_MAX) {
      throw new BadInput("--replicas " + replicas + ": must be 1 to " + Limits.REPLICAS_MAX);
    }
    int most = Math.max(1, replicas - 1);
    if (victims < 1 || victims > most) {
      throw new BadInput("--kill " + victims + ": with " + replicas + " replicas, at most " + most
          + " may die at once without loss");
    }
    int least = replicas + 1 + victims;
    if (servers < least) {
      throw new BadInput("--servers " + servers + ": too few; " + replicas
          + " replicas beside their master, and " + (victims == 1 ? "one server" : victims
          + " servers") + " to " + (paused ? "stop" : "kill") + ", need at least " + least);
    }
    if (servers > Fleet.SERVERS_MAX) {
      throw new BadInput("--servers " + servers + ": each is a process on this machine; at most "
          + Fleet.SERVERS_MAX);
    }
    if (rolls < 2) {
      throw new BadInput("--rolls " + rolls + ": must be 2 or more");
    }
  }

  /// Coordinators that are needed.
  int coordinators() {
    return overthrown ? COORDINATORS : 1;
  }
}
