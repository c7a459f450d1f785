package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.cli.fleet.ReplicaRules;
import dev.goalkeeper.cli.fleet.Watch;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The middle of a demo: a load that goes on while servers are struck, until every master has
/// rolled its head often enough and every replica that was lost is made anew.
final class Ordeal {
  /// Often enough for a bar that moves; seldom enough not to be felt by the servers.
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /// Without an acknowledgement for so long the store is stuck, and saying so beats waiting.
  private static final Duration SILENCE_MAX = Duration.ofSeconds(20);

  /// For a few megabytes: a hundred times what it takes.
  private static final Duration REPAIR_MAX = Duration.ofSeconds(60);

  private final Setting setting;
  private final DemoOptions options;
  private final Terminal terminal;
  private final Loader loader;
  private final Watch watch;
  private final List<ServerId> victims;
  private final List<GivenUp> givenUp = new ArrayList<>();
  private final List<ServedAgain> again = new ArrayList<>();
  private final List<Overthrow> overthrows = new ArrayList<>();

  private Map<String, Long> firingsAtBlow = Map.of();
  private long victimBytes;
  private long struckNanos;
  private long restoredNanos;
  private boolean over;
  private long acknowledged;
  private long acknowledgedNanos;

  /// What it is about.
  ///
  /// @param table that is loaded
  /// @param client to ask with
  /// @param fleet whose coordinators decide
  /// @param watch over all servers but the victims
  /// @param zombies who ask the victims, if they are paused
  record Setting(DemoOptions options, Terminal terminal, Table table, Loader loader,
      StoreClient client, Fleet fleet, Watch watch, Blow blow, Zombies zombies) {}

  /// How long things took after the blow.
  ///
  /// @param detection until the coordinator had given up all victims
  /// @param restoring until every lost replica was made anew
  /// @param unavailable until something of what each victim had served was written again
  /// @param victimBytes of the victims' logs
  /// @param failovers from the death of each leading coordinator until another one led
  record Times(Duration detection, Duration restoring, Duration unavailable, long victimBytes,
      List<Duration> failovers) {
    /// How much of the victims' logs was recovered in a second, from their detection on.
    double recoveredMegabytesPerSecond() {
      return victimBytes / 1e6 / Math.max(1e-3, unavailable.minus(detection).toNanos() / 1e9);
    }
  }

  Ordeal(Setting setting) {
    this.setting = setting;
    this.options = setting.options();
    this.terminal = setting.terminal();
    this.loader = setting.loader();
    this.watch = setting.watch();
    this.victims = setting.blow().victims().stream().map(Fleet.Node::id).toList();
  }

  /// Goes through with it.
  ///
  /// @throws Failed if the store gets stuck, with the explanation of the tasks that are
  Times run() {
    try {
      endure();
    } finally {
      givenUp.forEach(GivenUp::stop);
      again.forEach(ServedAgain::stop);
      overthrows.forEach(Overthrow::stop);
    }
    return new Times(givenUp.getFirst().after(), Duration.ofNanos(restoredNanos - struckNanos),
        again.getFirst().after(), victimBytes, overthrows.stream().map(Overthrow::took).toList());
  }

  private void endure() {
    loader.start();
    acknowledgedNanos = System.nanoTime();
    boolean enough = false;
    while (!enough) {
      Pause.of(LOOK_EVERY);
      Watch.View view = watch.look();
      long rolls = view.rolls(loader.masters());
      overthrows.forEach(overthrow -> overthrow.news().forEach(terminal::say));
      advance(view, rolls);
      show(view, rolls);
      check(view);
      enough = over && loader.roundComplete() && rolls >= options.rolls();
    }
    loader.stop();
    loader.failure().ifPresent(Ordeal::raise);
    awaitWhole();
  }

  /// Firings of the Replica table on the survivors since the blow.
  Map<String, Long> firingsSinceBlow() {
    return ReplicaRules.since(firingsAtBlow, watch.firings());
  }

  /// Firings of the Replica table on the survivors, of their whole lives.
  Map<String, Long> firings() {
    return watch.firings();
  }

  private void advance(Watch.View view, long rolls) {
    if (struckNanos == 0 && rolls >= options.rolls() / 2
        && loader.masters().containsAll(victims)) {
      strike(rolls);
    } else if (struckNanos != 0 && restoredNanos == 0 && view.restoredFrom(victims)) {
      restoredNanos = System.nanoTime();
      terminal.say(String.format(Locale.ROOT,
          "Replicas lost: %d. Replicas restored: %d, %.2f s after that",
          view.lost(), view.restored(), (restoredNanos - struckNanos) / 1e9));
    } else if (restoredNanos != 0 && !over && givenUp.getFirst().known()
        && again.getFirst().known() && overthrows.stream().allMatch(Overthrow::done)) {
      setting.blow().passes(terminal);
      over = true;
    }
  }

  private void strike(long rolls) {
    Blow blow = setting.blow();
    firingsAtBlow = watch.firings();
    victimBytes = new Watch(setting.client(), blow.victims()).look().bytes();
    struckNanos = blow.strike();
    givenUp.add(GivenUp.await(setting.client(), victims, struckNanos));
    again.add(ServedAgain.await(setting.fleet().coordinators(), setting.table().name(),
        victims.stream().map(loader::sample).toList(), struckNanos));
    if (blow.paused()) {
      setting.zombies().start();
    }
    terminal.say(String.format(Locale.ROOT,
        "Every head has rolled %d times. %s; the load goes on", rolls, blow.told()));
    if (options.overthrown()) {
      overthrows.add(Overthrow.begin(setting.fleet(), setting.client(), victims));
    }
  }

  private void show(Watch.View view, long rolls) {
    if (struckNanos != 0 && restoredNanos == 0) {
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
    if (struckNanos != 0 && restoredNanos == 0 && now - struckNanos > REPAIR_MAX.toNanos()) {
      throw stuck("replicas are still lost " + REPAIR_MAX.toSeconds() + " s after that", view);
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
