package dev.goalkeeper.store.membership;

import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import java.util.Collections;
import java.util.List;

/// Which share of its memory each server may fill, so that those who are left have room for what
/// the dead had: of what all have together, what the largest have that can die.
///
/// As many can die as the segments have replicas beside the last, but not more than leave a server
/// and its backups: below that number nothing is recovered before others have started, and those
/// bring memory.
///
/// For the pool's thread.
public final class Headroom {
  private final Members members;
  private final int replicas;
  private Membership seen = Membership.NONE;
  private double share = 1;

  /// @param replicas of each segment
  public Headroom(Members members, int replicas) {
    this.members = members;
    this.replicas = replicas;
  }

  /// That share, by the newest list: above 0, and 1 if nobody has to be reckoned with.
  public double share() {
    Membership newest = members.list();
    if (newest != seen) {
      seen = newest;
      share = share(newest, replicas);
    }
    return share;
  }

  static double share(Membership list, int replicas) {
    List<Long> memory = list.members().stream().filter(Member::up).map(Member::memoryBytes)
        .sorted(Collections.reverseOrder()).toList();
    int deaths = Math.clamp(memory.size() - (replicas + 1L), 0, replicas - 1);
    long all = sum(memory);
    return all == 0 ? 1 : (double) sum(memory.subList(deaths, memory.size())) / all;
  }

  private static long sum(List<Long> bytes) {
    return bytes.stream().mapToLong(Long::longValue).sum();
  }
}
