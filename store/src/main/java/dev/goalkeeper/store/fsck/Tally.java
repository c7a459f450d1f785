package dev.goalkeeper.store.fsck;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts how the keys of a ledger fared.
final class Tally {
  private final int replicas;
  private final List<String> firstLost = new ArrayList<>();
  private final Map<BitSet, Shortage> shortages = new LinkedHashMap<>();
  private int sought;
  private int lost;
  private int underReplicated;

  /// Keys that lie in the same directories, and those are too few.
  private static final class Shortage {
    private final ObjectKey first;
    private int keys;

    Shortage(ObjectKey first) {
      this.first = first;
    }
  }

  Tally(int replicas) {
    this.replicas = replicas;
  }

  void add(ObjectKey key, Sought state) {
    sought++;
    String why = state.lost();
    if (!why.isEmpty()) {
      addLost(key + ": " + why);
    } else if (state.present()) {
      addFound(key, state.holders());
    }
  }

  FsckReport.Keys result(Directories directories) {
    return new FsckReport.Keys(
        sought, lost, firstLost, underReplicated, lines(directories));
  }

  private void addLost(String line) {
    lost++;
    if (firstLost.size() < FsckReport.NAMED_MAX) {
      firstLost.add(line);
    }
  }

  private void addFound(ObjectKey key, BitSet holders) {
    if (holders.cardinality() < replicas) {
      underReplicated++;
      shortages.computeIfAbsent(holders, _ -> new Shortage(key)).keys++;
    }
  }

  private List<String> lines(Directories directories) {
    List<String> lines = new ArrayList<>();
    shortages.forEach((holders, shortage) -> lines.add(
        shortage.keys + " keys have " + holders.cardinality() + " of " + replicas + " copies, "
            + directories.holding(holders) + "; the first is " + shortage.first));
    return lines;
  }
}
