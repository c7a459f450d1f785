package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Notices when the coordinator gives a server up: it asks again and again, from a thread of its
/// own.
final class Notice {
  private static final Duration ASK_EVERY = Duration.ofMillis(10);
  private static final Duration MAX = Duration.ofSeconds(20);

  private final CompletableFuture<Long> nanos = new CompletableFuture<>();
  private final ClientOptions options;
  private final ServerId server;

  /// @param server that is up
  Notice(ClientOptions options, ServerId server) {
    this.options = options;
    this.server = server;
  }

  /// From now on.
  void begin() {
    Thread.ofVirtual().name("notice of " + server).start(this::look);
  }

  /// When it was; -1 if it was not within twenty seconds.
  long nanos() {
    return nanos.join();
  }

  private void look() {
    long deadline = System.nanoTime() + MAX.toNanos();
    try (StoreClient client = StoreClient.connect(options)) {
      while (isUp(client) && System.nanoTime() < deadline) {
        Pause.of(ASK_EVERY);
      }
    } finally {
      long now = System.nanoTime();
      nanos.complete(now < deadline ? now : -1);
    }
  }

  private boolean isUp(StoreClient client) {
    return !(client.membership() instanceof Outcome.Listed(Membership list))
        || list.members().stream().anyMatch(each -> each.id().equals(server) && each.up());
  }
}
