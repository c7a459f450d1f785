package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.wire.Mode;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/// What one seed's cluster looks like and what befalls its disks. Each fault is there in half of
/// the seeds.
///
/// @param mode what an acknowledgement promises, and so what ends the run: in a synced cluster the
///     power of all machines, in a buffered one all processes
/// @param servers masters and backups in one
/// @param replicas copies of every segment
/// @param writes appended in all, over all masters
/// @param reboots machines that lose their power in the middle, and come back
/// @param damaged disks that rot and mislay what they write, and in a buffered cluster those that
///     lose their power: at most replicas - 1
/// @param chances how likely each fault is, for each message or force
record DiskSwarm(Mode mode, int servers, int replicas, int writes, int reboots, int damaged,
    Map<Fault, Double> chances) {
  private static final int WRITES_MIN = 60;
  private static final int WRITES_SPREAD = 240;
  private static final double MESSAGES_MAX = 0.1;
  private static final double FORCES_MAX = 0.05;

  static DiskSwarm draw(long seed) {
    var random = new SplittableRandom(seed ^ 0xD15C5EEDL);
    Mode mode = random.nextInt(4) == 0 ? Mode.BUFFERED : Mode.SYNCED;
    int replicas = 2 + random.nextInt(2);
    int reboots = random.nextInt(2);
    int spoiled = mode == Mode.BUFFERED ? reboots : 0;
    var chances = new EnumMap<Fault, Double>(Fault.class);
    for (Fault fault : new Fault[] {Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.DUPLICATE}) {
      if (random.nextBoolean()) {
        chances.put(fault, random.nextDouble() * MESSAGES_MAX);
      }
    }
    for (Fault fault : new Fault[] {Fault.SYNC_FAILED, Fault.MISDIRECTED_WRITE, Fault.BIT_ROT}) {
      if (random.nextBoolean()) {
        chances.put(fault, random.nextDouble() * FORCES_MAX);
      }
    }
    return new DiskSwarm(mode, replicas + 2 + random.nextInt(2), replicas,
        WRITES_MIN + random.nextInt(WRITES_SPREAD), reboots,
        random.nextInt(replicas - spoiled), chances);
  }

  /// Whether any disk may have lost something that it had forced.
  boolean spoils() {
    return damaged > 0 || (mode == Mode.BUFFERED && reboots > 0);
  }
}
