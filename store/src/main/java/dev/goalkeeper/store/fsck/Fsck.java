package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.storage.Disk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Examines the data directories of stopped servers: is everything there, in enough copies?
public final class Fsck {
  private final Directories directories;
  private final Ledger ledger;
  private final Holdings holdings;
  private final int replicas;

  private Fsck(Directories directories, Ledger ledger, Holdings holdings, int replicas) {
    if (replicas <= 0) {
      throw new IllegalArgumentException(replicas + " replicas");
    }
    this.directories = directories;
    this.ledger = ledger;
    this.holdings = holdings;
    this.replicas = replicas;
  }

  /// Looks at all objects that the directories hold. The last writes before a crash may be in too
  /// few copies without anyone having been told that they are safe; only a journal knows.
  ///
  /// @param holdings which log counts for which key
  /// @param replicas how many copies there must be
  public static FsckReport run(List<Path> paths, Holdings holdings, int replicas) {
    return examine(Directories.open(paths), Ledger.ofAll(), holdings, replicas);
  }

  /// Looks for what was acknowledged.
  ///
  /// @param holdings which log counts for which key
  /// @param replicas how many copies there must be
  public static FsckReport check(
      List<Path> paths, Journal journal, Holdings holdings, int replicas) {
    return examine(Directories.open(paths), Ledger.of(journal), holdings, replicas);
  }

  /// Looks for what was acknowledged on disks of any kind, and closes them.
  ///
  /// @param holdings which log counts for which key
  /// @param replicas how many copies there must be
  public static FsckReport checkDisks(
      List<? extends Disk> disks, Journal journal, Holdings holdings, int replicas) {
    return examine(Directories.of(disks), Ledger.of(journal), holdings, replicas);
  }

  private static FsckReport examine(
      Directories directories, Ledger ledger, Holdings holdings, int replicas) {
    try (directories) {
      return new Fsck(directories, ledger, holdings, replicas).report();
    }
  }

  private FsckReport report() {
    directories.requireCluster(holdings);
    FrameScan scan = new FrameScan(directories);
    List<MasterLog> logs = scan.logs(holdings);
    List<CorruptReplica> corrupt = new ArrayList<>(scan.corrupt());
    for (MasterLog log : logs) {
      log.replay(ledger);
      log.differing().forEach(replica -> corrupt.add(differing(replica)));
    }
    List<String> damage = new ArrayList<>(directories.damage());
    damage.addAll(scan.doubts());
    FsckReport.Keys keys = keys();
    return new FsckReport(
        replicas,
        new FsckReport.Scanned(
            directories.count(), scan.masters(), scan.replicas(), scan.bytes()),
        whose(scan),
        directories.refused(),
        logs.stream().flatMap(log -> log.incomplete().stream()).toList(),
        keys,
        damage,
        corrupt);
  }

  private String whose(FrameScan scan) {
    return holdings.known()
        ? "By the record, " + holdings.owners().size() + " servers hold "
            + holdings.count() + " tablets; " + scan.leftBehind(holdings)
            + " replicas are of other servers' logs, and do not count"
        : "No record of the coordinator was read: which log holds a tablet, and from where on, is"
            + " not known, so what dead masters left behind counts as well";
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
