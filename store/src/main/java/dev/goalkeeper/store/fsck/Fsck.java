package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.storage.Disk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Examines the data directories of stopped servers: is everything there, in enough copies?
public final class Fsck {
  private final Directories directories;
  private final Ledger ledger;
  private final int replicas;

  private Fsck(Directories directories, Ledger ledger, int replicas) {
    if (replicas <= 0) {
      throw new IllegalArgumentException(replicas + " replicas");
    }
    this.directories = directories;
    this.ledger = ledger;
    this.replicas = replicas;
  }

  /// Looks at all objects that the directories hold. The last writes before a crash may be in too
  /// few copies without anyone having been told that they are safe; only a journal knows.
  ///
  /// @param replicas how many copies there must be
  public static FsckReport run(List<Path> paths, int replicas) {
    return examine(paths, Ledger.ofAll(), replicas);
  }

  /// Looks for what was acknowledged.
  ///
  /// @param replicas how many copies there must be
  public static FsckReport check(List<Path> paths, Journal journal, int replicas) {
    return examine(paths, Ledger.of(journal), replicas);
  }

  /// Looks for what was acknowledged on disks of any kind, and closes them.
  ///
  /// @param replicas how many copies there must be
  public static FsckReport checkDisks(
      List<? extends Disk> disks, Journal journal, int replicas) {
    return examine(Directories.of(disks), Ledger.of(journal), replicas);
  }

  private static FsckReport examine(List<Path> paths, Ledger ledger, int replicas) {
    return examine(Directories.open(paths), ledger, replicas);
  }

  private static FsckReport examine(Directories directories, Ledger ledger, int replicas) {
    try (directories) {
      return new Fsck(directories, ledger, replicas).report();
    }
  }

  private FsckReport report() {
    FrameScan scan = new FrameScan(directories);
    List<MasterLog> logs = scan.logs();
    List<CorruptReplica> corrupt = new ArrayList<>(scan.corrupt());
    for (MasterLog log : logs) {
      log.live().forEach(ledger::replay);
      log.differing().forEach(replica -> corrupt.add(differing(replica)));
    }
    List<String> damage = new ArrayList<>(directories.damage());
    damage.addAll(scan.doubts());
    FsckReport.Keys keys = keys();
    return new FsckReport(
        replicas,
        new FsckReport.Scanned(
            directories.count(), logs.size(), scan.replicas(), scan.bytes()),
        directories.refused(),
        logs.stream().flatMap(log -> log.incomplete().stream()).toList(),
        keys,
        damage,
        corrupt);
  }

  private CorruptReplica differing(FoundReplica replica) {
    return new CorruptReplica(directories.name(replica.directory()), replica.place(),
        "replica " + replica.metadata().replica() + " verifies, but differs from a longer one");
  }

  private FsckReport.Keys keys() {
    Tally tally = new Tally(replicas);
    ledger.forEach(tally::add);
    return tally.result(directories);
  }
}
