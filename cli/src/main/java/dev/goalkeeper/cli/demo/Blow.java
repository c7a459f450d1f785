package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What happens to servers in the middle of a demo, all at the same instant.
///
/// @param victims whom it hits
/// @param paused they are stopped, and go on once others do their work; else they are killed
record Blow(List<Fleet.Node> victims, boolean paused) {
  /// The paused are told on the first occasion that they were given up.
  private static final Duration LEAVE_MAX = Duration.ofSeconds(30);

  /// Copies the list.
  Blow {
    victims = List.copyOf(victims);
  }

  /// Strikes; returns the moment.
  long strike() {
    if (paused) {
      victims.forEach(victim -> victim.process().freeze());
      return System.nanoTime();
    }
    victims.forEach(victim -> victim.process().strike());
    long moment = System.nanoTime();
    victims.forEach(victim -> victim.process().kill());
    return moment;
  }

  /// What was done, for people.
  String told() {
    String named = victims.stream()
        .map(victim -> String.format(Locale.ROOT, "%s (process %d)", victim.id(),
            victim.process().pid()))
        .collect(Collectors.joining(" and "));
    return paused ? "Stopped " + named + " with SIGSTOP" : "Killed " + named + " with SIGKILL";
  }

  /// All that they did is done by others now: the paused go on, find out, and leave.
  void passes(Terminal terminal) {
    if (!paused) {
      return;
    }
    long resumed = System.nanoTime();
    victims.forEach(victim -> victim.process().resume());
    terminal.say("They are recovered: continued with SIGCONT, to find out that others serve");
    for (Fleet.Node victim : victims) {
      victim.process().awaitEnd(LEAVE_MAX);
      terminal.say(String.format(Locale.ROOT, "%s left %.2f s later: %s", victim.id(),
          (System.nanoTime() - resumed) / 1e9, victim.process().lastError()));
    }
  }
}
