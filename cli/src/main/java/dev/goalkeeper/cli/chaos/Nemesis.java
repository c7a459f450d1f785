package dev.goalkeeper.cli.chaos;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Does something bad to one machine at a time, drawn from a seed, and takes it back. What happens
/// in what order follows from the seed; when it happens to the processes does not.
final class Nemesis {
  private static final int SHORT_MILLIS_MAX = 700;

  /// Longer than a silent server is trusted.
  private static final int LONG_MILLIS_MAX = 5_000;

  private final SplittableRandom random;
  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

  /// What may happen to a machine.
  enum Fault {
    /// Its process dies and starts again at once.
    RESTART(SHORT_MILLIS_MAX),
    /// Its process dies, and starts again when others have noticed.
    KILL(LONG_MILLIS_MAX),
    /// It does nothing for a moment.
    STALL(SHORT_MILLIS_MAX),
    /// It does nothing for so long that it may be given up.
    PAUSE(LONG_MILLIS_MAX),
    /// No request reaches it; what it asks of other servers does.
    DEAF(LONG_MILLIS_MAX),
    /// None of its answers arrives, though it has done what it was asked.
    MUTE(LONG_MILLIS_MAX),
    /// Nothing reaches it, nor does it reach the coordinator; other servers it does.
    CUT_OFF(LONG_MILLIS_MAX),
    /// All its connections break.
    RESET(SHORT_MILLIS_MAX),
    /// Its disk takes no more files.
    FULL_DISK(LONG_MILLIS_MAX);

    private final int millisMax;

    Fault(int millisMax) {
      this.millisMax = millisMax;
    }
  }

  /// @param fault that was drawn
  /// @param done what was done, for people
  /// @param lasting how long until it is taken back
  record Deed(Fault fault, Machine machine, String done, Duration lasting) {}

  Nemesis(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// How often each was done.
  Map<Fault, Long> counts() {
    return counts;
  }

  /// Does one thing.
  Deed strike(List<Machine> machines) {
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    Machine machine = machines.get(random.nextInt(machines.size()));
    Duration lasting = Duration.ofMillis(1 + random.nextInt(fault.millisMax));
    String done = strike(fault, machine);
    counts.merge(fault, 1L, Long::sum);
    return new Deed(fault, machine, done + " " + machine.name(), lasting);
  }

  /// Some time until the next thing.
  Duration rest() {
    return Duration.ofMillis(100 + random.nextInt(SHORT_MILLIS_MAX));
  }

  /// Takes it back.
  void relent(Deed deed) {
    Machine machine = deed.machine();
    switch (deed.fault()) {
      case RESTART, RESET -> { }
      case KILL -> machine.start();
      case STALL, PAUSE -> machine.resume();
      case DEAF, MUTE, CUT_OFF -> machine.reconnect();
      case FULL_DISK -> machine.clean();
    }
  }

  private static String strike(Fault fault, Machine machine) {
    return switch (fault) {
      case RESTART -> {
        machine.kill();
        machine.start();
        yield "killed and restarted";
      }
      case KILL -> {
        machine.kill();
        yield "killed";
      }
      case STALL, PAUSE -> {
        machine.freeze();
        yield "stopped";
      }
      case DEAF -> {
        machine.cutOff(true, false);
        yield "carried no requests to";
      }
      case MUTE -> {
        machine.cutOff(false, true);
        yield "carried no answers of";
      }
      case CUT_OFF -> {
        machine.cutOff(true, true);
        yield "cut off";
      }
      case RESET -> {
        machine.disconnect();
        yield "broke the connections of";
      }
      case FULL_DISK -> machine.fill()
          ? "filled the disk of" : "(no prlimit here) left the disk of";
    };
  }
}
