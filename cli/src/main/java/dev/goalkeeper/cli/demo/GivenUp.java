package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// Waits, in the background, until the coordinator's list says of servers that they are not up.
final class GivenUp {
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final StoreClient client;
  private final List<ServerId> servers;
  private final long sinceNanos;
  private long nanos;
  private boolean over;

  private GivenUp(StoreClient client, Collection<ServerId> servers, long sinceNanos) {
    this.client = client;
    this.servers = List.copyOf(servers);
    this.sinceNanos = sinceNanos;
  }

  /// Begins to look.
  ///
  /// @param sinceNanos the moment from which it counts
  static GivenUp await(StoreClient client, Collection<ServerId> servers, long sinceNanos) {
    var look = new GivenUp(client, servers, sinceNanos);
    Thread.ofVirtual().name("given up").start(look::look);
    return look;
  }

  synchronized boolean known() {
    return nanos != 0;
  }

  /// How long it took; zero if it is not known.
  synchronized Duration after() {
    return Duration.ofNanos(nanos);
  }

  /// Looks no more.
  synchronized void stop() {
    over = true;
  }

  private void look() {
    while (!ended()) {
      Pause.of(LOOK_EVERY);
      if (client.membership() instanceof Outcome.Listed listed && listed.membership().members()
          .stream().filter(Member::up).map(Member::id).noneMatch(servers::contains)) {
        found(System.nanoTime() - sinceNanos);
      }
    }
  }

  private synchronized boolean ended() {
    return over || nanos != 0;
  }

  private synchronized void found(long after) {
    nanos = after;
  }
}
