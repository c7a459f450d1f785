package dev.goalkeeper.examples.raft;

import dev.goalkeeper.examples.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What outlives a crash of a server.
final class Disk {
  /// No vote was given.
  static final int NOBODY = -1;

  private static final int HALF = 50;
  private static final int FAILING_PERCENT = 5;
  private static final Duration WRITE_MAX = Duration.ofMillis(1);

  private final Stage stage;
  private Saved saved = new Saved(0, NOBODY, List.of());
  private Saved underWay = saved;
  private int life;
  private boolean healed;

  /// A server's persistent state.
  ///
  /// @param term the latest that it has seen
  /// @param vote for whom in this term
  /// @param log its entries
  record Saved(int term, int vote, List<Entry> log) {
    Saved {
      log = List.copyOf(log);
    }
  }

  Disk(Stage stage) {
    this.stage = stage;
  }

  Saved read() {
    return saved;
  }

  /// No write fails from now on.
  void heal() {
    healed = true;
  }

  /// Writes everything; one write at a time.
  CompletionStage<Saved> write(Saved next) {
    var done = new CompletableFuture<Saved>();
    int now = life;
    underWay = next;
    boolean fails = !healed && stage.happens(FAILING_PERCENT);
    stage.later().after(stage.upTo(WRITE_MAX), () -> {
      if (life == now && fails) {
        done.completeExceptionally(new IllegalStateException("disk busy"));
      } else if (life == now) {
        saved = next;
        done.complete(next);
      }
    });
    return done;
  }

  /// The process that writes dies: what it was writing is there, or is not; never a part of it.
  void crash() {
    life++;
    saved = stage.happens(HALF) ? underWay : saved;
    underWay = saved;
  }
}
