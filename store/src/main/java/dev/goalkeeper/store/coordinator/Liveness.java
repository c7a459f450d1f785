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
/// @param patience how long a server that another one does not reach may take to answer
public record Liveness(
    Duration interval, Duration timeout, Duration afterLost, int missesMax, Duration patience) {
  /// A suspect is pinged so often: one ping may be lost, and one may have timed out while the
  /// coordinator itself stood still.
  private static final int SUSPECT_MISSES_MAX = 4;

  /// A process that has just started compiles what it runs, and on a busy machine stands still for
  /// longer than a suspect may. Who gave it up then would only have it start again, as cold.
  private static final Duration YOUTH = Duration.ofSeconds(5);

  /// A killed process is given up after a quarter of a second, a hung one within half a second if
  /// another server misses it, and after three if only the coordinator does.
  public static final Liveness DEFAULT = new Liveness(Duration.ofMillis(200),
      Duration.ofMillis(600), Duration.ofMillis(40), 5, Duration.ofMillis(240));

  /// Whoever does not answer is given up after all its pings, whether others reach it or not.
  public Liveness(Duration interval, Duration timeout, Duration afterLost, int missesMax) {
    this(interval, timeout, afterLost, missesMax, timeout.multipliedBy(SUSPECT_MISSES_MAX));
  }

  /// The same, but suspects have so long: on a busy machine a pause must not look like a death.
  public Liveness withPatience(Duration chosen) {
    return new Liveness(interval, timeout, afterLost, missesMax, chosen);
  }

  /// Checks that a server has a chance.
  public Liveness {
    if (missesMax < 1) {
      throw new IllegalArgumentException("misses until a server is given up: " + missesMax);
    }
    if (patience.compareTo(Duration.ofMillis(SUSPECT_MISSES_MAX)) < 0) {
      throw new IllegalArgumentException("patience with a suspect: " + patience);
    }
  }

  /// For so long after it has enlisted a server's pings take as long as those of any other, though
  /// it is a suspect.
  Duration youth() {
    return YOUTH;
  }

  /// Of a ping to a suspect.
  Duration suspectTimeout() {
    return patience.dividedBy(SUSPECT_MISSES_MAX);
  }

  /// Pings in a row that a suspect may leave without an answer until it is given up.
  int suspectMissesMax() {
    return SUSPECT_MISSES_MAX;
  }
}
