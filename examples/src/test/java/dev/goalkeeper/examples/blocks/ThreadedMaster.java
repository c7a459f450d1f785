package dev.goalkeeper.examples.blocks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/// The name node as threads with one lock: a monitor of redundancy, a monitor of copies under way,
/// and whoever brings reports. Small, and faithful in where it keeps what: HDFS as it was before
/// HDFS-17218. Each public method is one turn of a thread.
final class ThreadedMaster implements Master {
  private static final long PENDING_NANOS = Duration.ofMillis(100).toNanos();

  private final Farm farm;
  private final LongSupplier clock;
  private final List<Set<Integer>> holders = new ArrayList<>();
  private final Set<Integer> needed = new LinkedHashSet<>();
  private final Map<Integer, Pending> pending = new TreeMap<>();
  private final List<Set<Integer>> excess = new ArrayList<>();
  private final Set<Integer> up = new TreeSet<>();

  /// A copy under way.
  private record Pending(int target, long deadline) {}

  ThreadedMaster(Farm farm, LongSupplier clock) {
    this.farm = farm;
    this.clock = clock;
    for (int block = 0; block < Farm.BLOCKS; block++) {
      holders.add(new TreeSet<>());
      excess.add(new TreeSet<>());
    }
  }

  @Override
  public synchronized void died(int node) {
    up.remove(node);
    for (int block = 0; block < Farm.BLOCKS; block++) {
      if (holders.get(block).remove(node)) {
        needed.add(block);
      }
    }
  }

  @Override
  public synchronized void reported(int node, Set<Integer> blocks) {
    up.add(node);
    for (int block = 0; block < Farm.BLOCKS; block++) {
      if (blocks.contains(block)) {
        received(block, node);
      } else {
        holders.get(block).remove(node);
        excess.get(block).remove(node);
        needed.add(block);
      }
    }
  }

  /// The redundancy monitor: copies what has too few, deletes what has too many.
  synchronized void monitorRedundancy() {
    for (int block : List.copyOf(needed)) {
      List<Integer> live = live(block);
      List<Integer> targets =
          up.stream().filter(node -> !holders.get(block).contains(node)).toList();
      if (live.size() >= Farm.COPIES) {
        needed.remove(block);
        shed(block, live);
      } else if (!live.isEmpty() && !targets.isEmpty() && !pending.containsKey(block)) {
        int target = targets.getFirst();
        pending.put(block, new Pending(target, clock.getAsLong() + PENDING_NANOS));
        var _ = farm.copy(block, live.getFirst(), target)
            .thenAccept(node -> received(block, node));
      }
    }
  }

  /// The monitor of copies under way: what takes too long is needed again.
  synchronized void monitorPending() {
    Map<Integer, Pending> underWay = new TreeMap<>(pending);
    underWay.forEach((block, copy) -> {
      if (copy.deadline() < clock.getAsLong()) {
        pending.remove(block);
        needed.add(block);
      }
    });
  }

  private synchronized void received(int block, int node) {
    holders.get(block).add(node);
    Pending under = pending.get(block);
    if (under != null && under.target() == node) {
      pending.remove(block);
    }
    needed.add(block);
  }

  /// Copies that are to be deleted count as gone.
  private void shed(int block, List<Integer> live) {
    var left = new ArrayList<>(live);
    while (left.size() > Farm.COPIES) {
      int node = left.removeLast();
      excess.get(block).add(node);
      var _ = farm.delete(block, node);
    }
  }

  private List<Integer> live(int block) {
    return holders.get(block).stream().filter(node -> !excess.get(block).contains(node)).toList();
  }
}
