package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.wire.Limits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/// What one seed's cluster looks like and what befalls it. Each fault is there in half of the
/// seeds, so that no fault always hides what another would show.
///
/// @param servers masters and backups in one
/// @param replicas copies of every segment
/// @param writes appended in all, over all masters
/// @param storm how long masters write and things go wrong
/// @param crashes servers that die, at most replicas - 1
/// @param falseDeath whether the first of them lives, and does not know that it was given up
/// @param slow whether servers, one or two, take requests only after seconds for a while
/// @param slowCoordinator whether the coordinator does
/// @param chances how likely each message fault is
/// @param chunkBytes the most that one write to a replica carries; small in some seeds, so that not
///     every write is certified
/// @param frames a backup's frames beyond what its even share needs; few lead to full backups
record Swarm(
    int servers,
    int replicas,
    int writes,
    Duration storm,
    int crashes,
    boolean falseDeath,
    boolean slow,
    boolean slowCoordinator,
    Map<Fault, Double> chances,
    int chunkBytes,
    int frames) {
  private static final Duration STORM = Duration.ofMillis(400);

  /// Long enough for what timed out to be tried again in the middle of it.
  private static final Duration LONG_STORM = Duration.ofMillis(2_500);

  /// Fewer bytes than most entries take.
  private static final int SMALL_CHUNK_BYTES = 500;

  private static final int WRITES_MIN = 60;
  private static final int WRITES_SPREAD = 320;
  private static final double CHANCE_MAX = 0.2;

  /// So rare that the same write arrives damaged again and again in few seeds only.
  private static final double CORRUPTED_MAX = 0.05;

  static Swarm draw(long seed) {
    var random = new SplittableRandom(seed ^ 0x5157A3L);
    int replicas = 2 + random.nextInt(2);
    int crashes = random.nextInt(replicas);
    boolean falseDeath = crashes > 0 && random.nextInt(3) == 0;
    var chances = new EnumMap<Fault, Double>(Fault.class);
    for (Fault fault : new Fault[] {
        Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.DUPLICATE, Fault.DELAY, Fault.REORDER,
        Fault.CORRUPTED}) {
      if (random.nextBoolean()) {
        double most = fault == Fault.CORRUPTED ? CORRUPTED_MAX : CHANCE_MAX;
        chances.put(fault, random.nextDouble() * most);
      }
    }
    return new Swarm(
        replicas + 1 + crashes + random.nextInt(2),
        replicas,
        WRITES_MIN + random.nextInt(WRITES_SPREAD),
        random.nextBoolean() ? LONG_STORM : STORM,
        crashes,
        falseDeath,
        random.nextInt(3) == 0,
        random.nextInt(falseDeath ? 2 : 5) == 0,
        chances,
        random.nextInt(3) == 0 ? SMALL_CHUNK_BYTES : Limits.CHUNK_BYTES_MAX,
        random.nextBoolean() ? 0 : 64);
  }

  /// Whether the false death comes just as a master that lost a replica, to a crash or to a slow
  /// backup, wants its epoch recorded.
  boolean falseDeathAtRecord() {
    return falseDeath && (crashes > 1 || slow);
  }

  /// The same with as many crashes by chance as leave room for one that is made to happen.
  Swarm withRoomForCrash() {
    int crashesMax = replicas - 1;
    boolean lives = falseDeath && crashesMax > 1;
    return new Swarm(servers + crashesMax - crashes, replicas, writes, storm, crashesMax - 1,
        lives, slow, slowCoordinator, chances, chunkBytes, frames);
  }
}
