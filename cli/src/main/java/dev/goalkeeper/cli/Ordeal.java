package dev.goalkeeper.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The middle of a demo: a load that goes on while one server is killed, until every master has
/// rolled its head often enough and every replica that was lost is made anew.
final class Ordeal {
  /// Often enough for a bar that moves; seldom enough not to be felt by the servers.
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /// Without an acknowledgement for so long the store is stuck, and saying so beats waiting.
  private static final Duration SILENCE_MAX = Duration.ofSeconds(20);

  /// For a few megabytes: a hundred times what it takes.
  private static final Duration REPAIR_MAX = Duration.ofSeconds(60);

  private final DemoOptions options;
  private final Terminal terminal;
  private final Loader loader;
  private final Watch watch;
  private final Fleet.Node victim;

  private Map<String, Long> firingsAtKill = Map.of();
  private long killedNanos;
  private long restoredNanos;
  private long acknowledged;
  private long acknowledgedNanos;

  /// @param watch over all servers but the victim
  Ordeal(DemoOptions options, Terminal terminal, Loader loader, Watch watch, Fleet.Node victim) {
    this.options = options;
    this.terminal = terminal;
    this.loader = loader;
    this.watch = watch;
    this.victim = victim;
  }

  /// Goes through with it.
  ///
  /// @return the time from the kill until every lost replica was made anew
  /// @throws Failed if the store gets stuck, with the explanation of the tasks that are
  Duration run() {
    loader.start();
    acknowledgedNanos = System.nanoTime();
    boolean enough = false;
    while (!enough) {
      Pause.of(LOOK_EVERY);
      Watch.View view = watch.look();
      long rolls = view.rolls(loader.masters());
      killOrRestore(view, rolls);
      show(view, rolls);
      check(view);
      enough = loader.roundComplete() && rolls >= options.rolls() && restoredNanos != 0
          && loader.availableAgain();
    }
    loader.stop();
    loader.failure().ifPresent(Ordeal::raise);
    awaitWhole();
    return Duration.ofNanos(restoredNanos - killedNanos);
  }

  /// Firings of the Replica table on the survivors since the kill.
  Map<String, Long> firingsSinceKill() {
    return ReplicaRules.since(firingsAtKill, watch.firings());
  }

  /// Firings of the Replica table on the survivors, of their whole lives.
  Map<String, Long> firings() {
    return watch.firings();
  }

  private void killOrRestore(Watch.View view, long rolls) {
    long now = System.nanoTime();
    if (killedNanos == 0 && rolls >= options.rolls() / 2) {
      firingsAtKill = watch.firings();
      victim.process().kill();
      killedNanos = System.nanoTime();
      loader.killed(victim.id());
      terminal.say(String.format(Locale.ROOT,
          "Every head has rolled %d times. Killed %s (process %d) with SIGKILL; the load goes on",
          rolls, victim.id(), victim.process().pid()));
    } else if (killedNanos != 0 && restoredNanos == 0 && view.restoredFrom(victim.id())) {
      restoredNanos = now;
      terminal.say(String.format(Locale.ROOT,
          "Replicas lost: %d. Replicas restored: %d, %.2f s after the kill",
          view.lost(), view.restored(), (restoredNanos - killedNanos) / 1e9));
    }
  }

  private void show(Watch.View view, long rolls) {
    if (killedNanos != 0 && restoredNanos == 0) {
      double share = view.lost() == 0 ? 0 : (double) view.restored() / view.lost();
      terminal.bar(
          "restoring", share, view.lost() + " replicas lost, " + view.restored() + " restored");
      return;
    }
    Loader.Summary so = loader.summary();
    terminal.bar("loading", (double) rolls / options.rolls(), line(so));
  }

  static String line(Loader.Summary so) {
    return String.format(Locale.ROOT, "%,d writes, %,.0f/s, p50 %.1f ms, p99 %.1f ms",
        so.acknowledged(), so.perSecond(), so.p50Micros() / 1e3, so.p99Micros() / 1e3);
  }

  private void check(Watch.View view) {
    if (loader.failure().isPresent()) {
      loader.stop();
      loader.failure().ifPresent(Ordeal::raise);
    }
    long now = System.nanoTime();
    long soFar = loader.summary().acknowledged();
    if (soFar != acknowledged) {
      acknowledged = soFar;
      acknowledgedNanos = now;
    }
    if (now - acknowledgedNanos > SILENCE_MAX.toNanos()) {
      throw stuck("no write was acknowledged for " + SILENCE_MAX.toSeconds() + " s", view);
    }
    if (killedNanos != 0 && restoredNanos == 0 && now - killedNanos > REPAIR_MAX.toNanos()) {
      throw stuck("replicas are still lost " + REPAIR_MAX.toSeconds() + " s after the kill", view);
    }
  }

  private void awaitWhole() {
    long deadline = System.nanoTime() + REPAIR_MAX.toNanos();
    Watch.View view = watch.look();
    while (!view.whole()) {
      if (System.nanoTime() > deadline) {
        throw stuck("segments are not whole " + REPAIR_MAX.toSeconds() + " s after the load", view);
      }
      Pause.of(LOOK_EVERY);
      view = watch.look();
    }
  }

  private Failed stuck(String what, Watch.View view) {
    List<String> why = watch.explain(view);
    why.forEach(terminal::say);
    return new Failed(what + "; the tasks that wait are explained above");
  }

  private static void raise(RuntimeException failure) {
    throw failure;
  }
}
