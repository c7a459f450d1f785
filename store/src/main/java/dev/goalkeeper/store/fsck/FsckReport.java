package dev.goalkeeper.store.fsck;

import java.util.ArrayList;
import java.util.List;

/// What the files prove.
///
/// @param replicas how many copies each object must have
/// @param scanned what was looked at
/// @param whose by what it was judged which log counts, a line
/// @param refused directories that could not be opened, a line each
/// @param incomplete masters whose log is not all there, a line each
/// @param keys how the keys fared
/// @param damage files and frames whose metadata does not verify, a line each
/// @param corrupt replicas that do not count
public record FsckReport(
    int replicas,
    Scanned scanned,
    String whose,
    List<String> refused,
    List<String> incomplete,
    Keys keys,
    List<String> damage,
    List<CorruptReplica> corrupt) {

  /// How many keys with a problem are named.
  public static final int NAMED_MAX = 20;

  public FsckReport {
    refused = List.copyOf(refused);
    incomplete = List.copyOf(incomplete);
    damage = List.copyOf(damage);
    corrupt = List.copyOf(corrupt);
  }

  /// What was looked at.
  ///
  /// @param directories that could be opened
  /// @param masters of which anything was found
  /// @param replicas that verify
  /// @param bytes that those certify
  public record Scanned(int directories, int masters, int replicas, long bytes) {}

  /// How the keys fared.
  ///
  /// @param sought keys that were looked for: those acknowledged, or all that turned up
  /// @param lost of those, how many have neither their newest state nor a later one
  /// @param firstLost the first [#NAMED_MAX] lost, a line each
  /// @param underReplicated found, but in too few directories
  /// @param shortages those, by the directories that hold them, a line each
  public record Keys(
      int sought, int lost, List<String> firstLost, int underReplicated, List<String> shortages) {

    public Keys {
      firstLost = List.copyOf(firstLost);
      shortages = List.copyOf(shortages);
    }

    /// How many have their newest state or a later one.
    public int found() {
      return sought - lost;
    }
  }

  /// Whether everything is there in enough copies. What is damaged beside that is only a warning.
  public boolean ok() {
    return refused.isEmpty() && incomplete.isEmpty() && keys.lost() == 0
        && keys.underReplicated() == 0;
  }

  /// For people: what, where, what to do.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(String.format("%d directories, %d masters, %d sound replicas of %.1f MB in all",
        scanned.directories(), scanned.masters(), scanned.replicas(), scanned.bytes() / 1e6));
    lines.add(whose);
    refused.forEach(line -> lines.add("NOT READ: " + line));
    damage.forEach(line -> lines.add("DAMAGED: " + line));
    corrupt.forEach(replica -> lines.add("CORRUPT: " + replica));
    incomplete.forEach(line -> lines.add("INCOMPLETE: " + line));
    keys.firstLost().forEach(line -> lines.add("LOST: " + line));
    if (keys.lost() > keys.firstLost().size()) {
      lines.add("LOST: " + (keys.lost() - keys.firstLost().size()) + " more");
    }
    keys.shortages().forEach(line -> lines.add("TOO FEW COPIES: " + line));
    lines.add(keys.found() + " of " + keys.sought() + " keys found, "
        + (keys.found() - keys.underReplicated()) + " of them in at least " + replicas
        + " directories");
    lines.add(conclusion());
    return lines;
  }

  private String conclusion() {
    boolean warned = !damage.isEmpty() || !corrupt.isEmpty();
    if (ok()) {
      return warned
          ? "All is there. Some frames are damaged: look after the disks that they are on"
          : "All is there";
    }
    return keys.lost() == 0 && incomplete.isEmpty()
        ? "Nothing is lost, but not all is safe: name the directories of all servers. If those were"
            + " all, look after the disks above, and keep the other copies"
        : "Something is lost: name the directories of all servers. If those were all, keep them as"
            + " they are";
  }
}
