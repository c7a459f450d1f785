package dev.goalkeeper.store.coordinator;

import java.time.Duration;

/// When a server is given up.
///
/// @param interval between an answered ping and the next
/// @param timeout of a ping
/// @param afterLost between a ping whose connection died or could not be made and the next:
///     shorter,
///     since a dead process says so at once and a live one is back soon
/// @param missesMax pings in a row without an answer until the server is given up
public record Liveness(Duration interval, Duration timeout, Duration afterLost, int missesMax) {
  /// A killed process is given up after a quarter of a second, a hung one after three: a garbage
  /// collection or a busy machine must not look like a death.
  public static final Liveness DEFAULT =
      new Liveness(Duration.ofMillis(200), Duration.ofMillis(600), Duration.ofMillis(40), 5);

  /// Checks that a server has a chance.
  public Liveness {
    if (missesMax < 1) {
      throw new IllegalArgumentException("misses until a server is given up: " + missesMax);
    }
  }
}
