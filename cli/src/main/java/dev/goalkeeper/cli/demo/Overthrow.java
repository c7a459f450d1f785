package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Kills the coordinator that leads as soon as it has given some servers up, which is in the middle
/// of their recovery, and waits until another one leads. In the background.
final class Overthrow {
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final Fleet fleet;
  private final StoreClient client;
  private final List<ServerId> victims;
  private final List<String> news = new ArrayList<>();
  private long nanos;
  private boolean over;

  private Overthrow(Fleet fleet, StoreClient client, Collection<ServerId> victims) {
    this.fleet = fleet;
    this.client = client;
    this.victims = List.copyOf(victims);
  }

  /// Begins to look.
  ///
  /// @param fleet with several coordinators
  static Overthrow begin(Fleet fleet, StoreClient client, Collection<ServerId> victims) {
    var overthrow = new Overthrow(fleet, client, victims);
    Thread.ofVirtual().name("overthrow").start(overthrow::run);
    return overthrow;
  }

  /// True once another coordinator leads.
  synchronized boolean done() {
    return nanos != 0;
  }

  /// From the kill until another one led; zero if that is not known.
  synchronized Duration took() {
    return Duration.ofNanos(nanos);
  }

  /// What has happened since this was asked last, for people.
  synchronized List<String> news() {
    List<String> told = List.copyOf(news);
    news.clear();
    return told;
  }

  /// Looks no more.
  synchronized void stop() {
    over = true;
  }

  private void run() {
    while (!ended()) {
      Pause.of(LOOK_EVERY);
      Optional<Fleet.Seat> leader = givenUp() ? fleet.leader(client) : Optional.empty();
      if (leader.isPresent()) {
        leader.get().process().kill();
        awaitNext(leader.get(), System.nanoTime());
        return;
      }
    }
  }

  private void awaitNext(Fleet.Seat killed, long killedNanos) {
    tell(String.format(Locale.ROOT, "The coordinator at %s (process %d) has given them up."
        + " Killed it with SIGKILL, in the middle of the recovery",
        killed.address(), killed.process().pid()));
    while (!ended()) {
      Pause.of(LOOK_EVERY);
      Optional<Fleet.Seat> next = fleet.leader(client);
      if (next.isPresent()) {
        long took = System.nanoTime() - killedNanos;
        tell(String.format(Locale.ROOT,
            "The coordinator at %s leads, %.2f s later", next.get().address(), took / 1e9));
        succeeded(took);
      }
    }
  }

  private boolean givenUp() {
    return client.membership() instanceof Outcome.Listed listed && listed.membership().members()
        .stream().filter(Member::up).map(Member::id).noneMatch(victims::contains);
  }

  private synchronized boolean ended() {
    return over || nanos != 0;
  }

  private synchronized void tell(String line) {
    news.add(line);
  }

  private synchronized void succeeded(long took) {
    nanos = took;
  }
}
