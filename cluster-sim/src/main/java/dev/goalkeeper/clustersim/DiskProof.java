package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.backup.KeptFrames;
import dev.goalkeeper.store.fsck.Fsck;
import dev.goalkeeper.store.fsck.FsckReport;
import dev.goalkeeper.store.fsck.Holdings;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.StorageRefused;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What was acknowledged, and the proof, by production code over the disks alone, that it is there
/// as it was: `fsck`, then a backup that starts on each disk, then `fsck` again.
final class DiskProof {
  private final List<Journal.Line> lines = new ArrayList<>();
  private final Set<ServerId> masters = new LinkedHashSet<>();
  private boolean unsettled;

  /// That object is safe, as somebody was told.
  void acknowledged(ServerId master, byte[] key, long version, byte[] value) {
    long hash = Journal.hashOf(Bytes.of(value));
    lines.add(new Journal.Line(SimServer.TABLE, Bytes.of(key), version, hash, false));
    masters.add(master);
  }

  /// It ends while something is made up for that was lost: copies of before do not count any more,
  /// and those of after are not all there yet.
  void unsettled() {
    unsettled = true;
  }

  int acknowledgements() {
    return lines.size();
  }

  /// How many sound replicas the disks hold.
  int sound(List<SimDisk> disks) {
    return Fsck.checkDisks(disks, Journal.of(lines), Holdings.UNKNOWN, 1).scanned().replicas();
  }

  /// @param sound how many sound replicas there were before the disks got damaged
  /// @throws AssertionError if anything acknowledged is gone, is another, or has too few copies, or
  ///     if a replica was damaged and nothing is said of it
  void check(List<SimDisk> disks, DiskSwarm swarm, int sound) {
    FsckReport report = check(disks, swarm, "after the end");
    boolean said = !report.corrupt().isEmpty() || !report.damage().isEmpty()
        || !report.refused().isEmpty();
    require(said || report.scanned().replicas() >= sound, "a damaged replica is passed over",
        "after the end", report);
    disks.forEach(DiskProof::start);
    check(disks, swarm, "after backups have started");
  }

  private FsckReport check(List<SimDisk> disks, DiskSwarm swarm, String when) {
    FsckReport report =
        Fsck.checkDisks(disks, Journal.of(lines), Holdings.UNKNOWN, swarm.replicas());
    require(report.keys().lost() == 0, "acknowledged objects are lost", when, report);
    boolean mayLackCopies = unsettled || swarm.spoils() || swarm.reboots() > 0;
    require(mayLackCopies || report.keys().underReplicated() == 0,
        "acknowledged objects have too few copies", when, report);
    require(report.incomplete().stream().noneMatch(this::acknowledged),
        "a log with acknowledged objects is incomplete", when, report);
    require(swarm.damaged() > 0 || report.refused().isEmpty(),
        "a disk without damage is refused", when, report);
    return report;
  }

  private boolean acknowledged(String incomplete) {
    return masters.stream().anyMatch(master -> incomplete.contains("master " + master + " "));
  }

  /// A backup's first look at its disk: it drops what does not count. One whose superblock is
  /// damaged does not start.
  private static void start(SimDisk disk) {
    try {
      KeptFrames.read(FrameStore.open(disk, SimServer.IDENTITY, 0));
    } catch (StorageRefused _) {
      return;
    }
  }

  private static void require(boolean holds, String what, String when, FsckReport report) {
    if (!holds) {
      throw new AssertionError(what + " " + when + ":\n" + String.join("\n", report.lines()));
    }
  }
}
