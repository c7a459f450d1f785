package dev.goalkeeper.cli.chaos;

import java.util.List;

/// What may happen to machines.
enum Fault {
  /// A process dies and starts again at once.
  RESTART("killed and restarted", Takes.SHORT, Hits.SERVER),
  /// A process dies, and starts again when others have noticed.
  KILL("killed", Takes.LONG, Hits.SERVER),
  /// It does nothing for a moment.
  STALL("stopped", Takes.SHORT, Hits.SERVER),
  /// It does nothing for so long that it may be given up.
  PAUSE("stopped", Takes.LONG, Hits.SERVER),
  /// Nothing that is sent to it arrives, yet what it sends does.
  DEAF("let nothing arrive at", Takes.LONG, Hits.SERVER),
  /// Nothing that it sends arrives, though it hears all others.
  MUTE("let nothing arrive from", Takes.LONG, Hits.SERVER),
  /// Nothing reaches it, nor does it reach anybody.
  CUT_OFF("cut off", Takes.LONG, Hits.SERVER),
  /// All its connections break.
  RESET("broke the connections of", Takes.SHORT, Hits.SERVER),
  /// Its disk takes no more files.
  FULL_DISK("filled the disk of", Takes.LONG, Hits.SERVER),
  /// The leading coordinator dies, and starts again when another one may lead.
  KILL_LEADER("killed the leader,", Takes.LONG, Hits.LEADER),
  /// The leading coordinator does nothing for so long that another one may lead.
  PAUSE_LEADER("stopped the leader,", Takes.LONG, Hits.LEADER),
  /// Servers and clients do not reach the leading coordinator, nor it them.
  CUT_OFF_LEADER("cut off the leader,", Takes.LONG, Hits.LEADER),
  /// A coordinator that waits to lead dies.
  KILL_STANDBY("killed a standby,", Takes.LONG, Hits.STANDBY),
  /// The leading coordinator and a server die at one instant.
  KILL_BOTH("killed at once", Takes.LONG, Hits.LEADER_AND_SERVER),
  /// Every process dies at one instant; with synced writes all memory goes with them.
  POWER_CUT("cut the power of", Takes.SHORT, Hits.ALL),
  /// Two servers do not reach each other; everybody else reaches both.
  SPLIT("parted", Takes.LONG, Hits.PAIR),
  /// Nothing that the one sends arrives at the other, and everything else does.
  ONE_WAY("let nothing pass in one direction between", Takes.LONG, Hits.PAIR),
  /// The first half of the servers and the others do not reach each other.
  HALVES("parted into halves", Takes.LONG, Hits.HALVES),
  /// A server and the coordinators do not reach each other; other servers reach both.
  NO_COORDINATOR("parted from the coordinators", Takes.LONG, Hits.SERVER_OF_COORDINATORS);

  private final String done;
  private final Takes takes;
  private final Hits hits;

  /// How long it lasts.
  private enum Takes {
    SHORT(700),
    /// Longer than a silent server, or coordinator, is trusted.
    LONG(5_000);

    private final int millisMax;

    Takes(int millisMax) {
      this.millisMax = millisMax;
    }
  }

  /// Whom it hits.
  enum Hits {
    SERVER, LEADER, STANDBY, LEADER_AND_SERVER, ALL, PAIR, HALVES, SERVER_OF_COORDINATORS
  }

  Fault(String done, Takes takes, Hits hits) {
    this.done = done;
    this.takes = takes;
    this.hits = hits;
  }

  /// For people; whom it hits follows.
  String done() {
    return done;
  }

  int millisMax() {
    return takes.millisMax;
  }

  Hits hits() {
    return hits;
  }

  /// Those that can be done: only a network that knows who sends can part one machine from some
  /// others.
  static List<Fault> over(Network network) {
    return List.of(values()).stream().filter(fault -> network.severs() || !fault.parts()).toList();
  }

  private boolean parts() {
    return switch (hits) {
      case PAIR, HALVES, SERVER_OF_COORDINATORS -> true;
      case SERVER, LEADER, STANDBY, LEADER_AND_SERVER, ALL -> false;
    };
  }
}
