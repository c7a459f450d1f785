package dev.goalkeeper.clustersim.mutants;

import static dev.goalkeeper.clustersim.mutants.Invariant.ACKNOWLEDGED;
import static dev.goalkeeper.clustersim.mutants.Invariant.ELSEWHERE;
import static dev.goalkeeper.clustersim.mutants.Invariant.FOUND;
import static dev.goalkeeper.clustersim.mutants.Invariant.HEALED;
import static dev.goalkeeper.clustersim.mutants.Invariant.HISTORY;
import static dev.goalkeeper.clustersim.mutants.Invariant.I1;
import static dev.goalkeeper.clustersim.mutants.Invariant.I2;
import static dev.goalkeeper.clustersim.mutants.Invariant.I3;
import static dev.goalkeeper.clustersim.mutants.Invariant.SENT_ONCE;
import static dev.goalkeeper.clustersim.mutants.Invariant.TRUE_BYTES;
import static dev.goalkeeper.clustersim.mutants.Invariant.USABLE;
import static dev.goalkeeper.clustersim.mutants.Invariant.ZOMBIE;
import static dev.goalkeeper.clustersim.mutants.Invariant.RECOVERY;
import static dev.goalkeeper.clustersim.mutants.Patch.declarations;
import static dev.goalkeeper.clustersim.mutants.Patch.in;

import java.util.List;
import java.util.stream.Stream;

/// The catalogue of wrong protocols, by what they do wrong: acknowledgements, the order of
/// neighbouring segments, replacements, what a backup takes in, placement and freeing, disks,
/// clients.
///
/// A row says what is wrong, which invariant has to object, and what a user would have lost. What
/// recovery can do wrong is in [RecoveryMutants] and [RebuildMutants], what leases can in
/// [LeaseMutants], what exactly once can in [OnceMutants], what dropping tables can in
/// [DropMutants], what a coordinator's successor can in [SuccessionMutants], and what a cleaner can
/// in [ReclamationMutants].
final class Mutants {
  private static final List<Mutant> ACKNOWLEDGEMENTS = List.of(
      Mutant.of("acknowledged with one replica too few", ACKNOWLEDGED,
          "an acknowledged write, with R-1 machines",
          in("store.replication.Segment.certifiedBytes")
              .call("Group.size").second().instead("allButOne")),
      Mutant.of("acknowledged without waiting", ACKNOWLEDGED,
          "an acknowledged write, with the master alone",
          in("store.replication.HeldAnswers.hold")
              .call("LogPosition.compareTo").instead("reached")),
      Mutant.of("acknowledged before the segment before is closed", ACKNOWLEDGED,
          "the last writes of that segment: what is certified in the next one seems to cover them",
          in("store.replication.Segment.priorClosed").returns(true)),
      Mutant.of("acknowledged before a certificate covers it", ACKNOWLEDGED,
          "an acknowledged write: a recovery undoes bytes that no certificate covers",
          in("store.replication.Replica.send").call("Certificate.exists").answers(true)),
      Mutant.of("a backup says done before it has published", ACKNOWLEDGED,
          "an acknowledged write, when the backup's process restarts",
          in("store.backup.BackupService.extend").call("HeldReplica.publish").leftOut()));

  private static final List<Mutant> NEIGHBOURS = List.of(
      Mutant.of("I1 skipped", I1,
          "the log: a digest names a segment that never existed, and no recovery is ever complete",
          declarations("store.replication.Replica")
              .clause("peer", "prior open").instead("always")),
      Mutant.of("I2 skipped", I2,
          "the log: with every segment closed nobody can tell where it ends",
          declarations("store.replication.Replica")
              .clause("peer", "next open").instead("always")),
      Mutant.of("I3 skipped", I3,
          "acknowledged writes at the end of a segment, unnoticed, since a later one has data",
          declarations("store.replication.Replica")
              .clause("peer", "prior closed").instead("always")),
      Mutant.of("opened counts with one replica too few", I1,
          "as without I1, with R-1 machines",
          declarations("store.replication.Segment")
              .clause("count", "all opened").instead("oneFewer")),
      Mutant.of("closed counts with one replica too few", I3,
          "as without I3, with R-1 machines",
          declarations("store.replication.Segment")
              .clause("count", "all closed").instead("oneFewer")));

  private static final List<Mutant> REPLACEMENTS = List.of(
      Mutant.of("a backup shows a replacement at once", RECOVERY,
          "acknowledged writes: a recovery finds the replacement alone, and takes it for the head",
          in("store.backup.HeldReplica.advance").call("Certificate.exists").answers(true)),
      Mutant.of("a replacement is opened as a first replica is", RECOVERY,
          "the same; the certified opening makes it believable",
          in("store.replication.Replica.sendHeader").call("Segment.opened").answers(false)),
      Mutant.of("a retry goes to another backup", RECOVERY,
          "acknowledged writes: the replica left behind is open, and stale soon",
          in("store.replication.Replica.backOff").does("begin")));

  private static final List<Mutant> EPOCHS = List.of(
      Mutant.of("the old epoch is kept", RECOVERY,
          "all that was acknowledged since: a lost open replica comes back as the head",
          in("store.replication.Replica.forgetBackup").call("Segment.openReplicaLost").leftOut()),
      Mutant.of("recorded before any survivor carries it", RECOVERY,
          "the log: if the master dies now, no replica counts",
          declarations("store.replication.Segment")
              .clause("count", "all tagged").instead("nobodyNeeded")),
      Mutant.of("acknowledged before the record", RECOVERY,
          "an acknowledged write: the lost replica counts until it is recorded",
          in("store.replication.ReplicatedLog.committed").call("Segment.lost").answers(false)),
      Mutant.of("a replacement that was lost raises nothing", RECOVERY,
          "the same as with the old epoch; the original's mark, which nobody clears",
          in("store.replication.Replica.sendData").call("Replica.show").leftOut()),
      Mutant.of("a replacement of a closed segment is open for a while", RECOVERY,
          "everything after it: open, it is the head",
          in("store.replication.Replica.sendData").call("Segment.closed").second().answers(false)),
      Mutant.of("given back before a digest without it is durable", RECOVERY,
          "the log: its digest names a segment that is gone",
          declarations("store.replication.Segment")
              .clause("peer", "durably omitted").instead("denied")),
      Mutant.of("a zombie is listened to", ZOMBIE,
          "writes that the zombie acknowledges after its recovery has begun",
          in("store.backup.BackupService.admit").call("Predicate.test").answers(true)));

  private static final List<Mutant> BACKUPS = List.of(
      Mutant.of("a late OPEN after its FREE is taken", RECOVERY,
          "everything after it: the lowest open segment is the head, and its digest is old",
          in("store.backup.BackupService.take").call("FreedGenerations.covers").answers(false)),
      Mutant.of("an OPEN that was refused is taken when it comes again", RECOVERY,
          "the same, and a frame for ever",
          in("store.backup.BackupService.open").call("FreedGenerations.add").leftOut()),
      Mutant.of("an older replica takes the place of a newer one", RECOVERY,
          "an acknowledged write: the newer one had it, and the older one is shown in its place",
          in("store.backup.BackupService.olderThan").returns(false),
          in("store.backup.BackupService.open").call("FreedGenerations.add").leftOut())
          .given(in("store.replication.Placement.avoidFull").call("Placement.avoid").leftOut()),
      Mutant.of("a late EXTEND opens a closed replica again", I3,
          "everything after it, for the same reason",
          in("store.backup.HeldReplica.write").call("HeldReplica.closed").first().answers(false)),
      Mutant.of("a certificate is believed of bytes that were damaged on the way", TRUE_BYTES,
          "the segment, when this replica is the one that is read",
          in("store.backup.HeldReplica.certifies").returns(true)));

  private static final List<Mutant> PLACEMENT_AND_FREEING = List.of(
      Mutant.of("two replicas of a segment on one backup", I2,
          "the segment, with R-1 machines",
          in("store.replication.Placement.allowed").call("String.equals").second().answers(false)),
      Mutant.of("a replica on the master itself", ELSEWHERE,
          "the segment, with the master and R-1 machines",
          in("store.replication.Placement.allowed").call("ServerId.equals").answers(false),
          in("store.replication.Placement.allowed").call("String.equals").first().answers(false)),
      Mutant.of("a free that failed is not tried again", HEALED,
          "disk space, until nothing can be written",
          in("store.replication.Reclaim.backOff").does("leave")));

  private static final List<Mutant> CLIENTS = List.of(
      Mutant.of("a mutation without a number is sent again that may have been done", SENT_ONCE,
          "the answer: a remove that did remove says that there was nothing",
          in("store.client.Slot.mayTryAgain").call("Repeat.harmless").answers(true))
          .inClusters(),
      Mutant.of("a conditional write takes whatever version there is", HISTORY,
          "another's write, which it was not to write over",
          in("store.master.ObjectService.unmet").returns(false))
          .inClusters(),
      Mutant.of("versions begin anew after a remove", HISTORY,
          "another's write: a conditional write takes the new object for one that it knows",
          in("store.master.TabletObjects.remove").call("Math.max").instead("unraised"))
          .inClusters());

  private static final List<Mutant> DISKS = List.of(
      Mutant.of("nothing is forced", FOUND,
          "an acknowledged write, when all machines lose their power",
          in("store.storage.FrameStore.force").call("Disk.force").leftOut()).onDisks(),
      Mutant.of("answered before the force", FOUND,
          "an acknowledged write, if the power goes while it is forced",
          in("store.backup.BackupService.extend")
              .call("HeldReplica.closed").second().answers(true),
          in("store.backup.BackupService.write").call("HeldReplica.forced").answers(true))
          .onDisks(),
      Mutant.of("a force that failed is taken for done", FOUND,
          "an acknowledged write: the disk never got it",
          in("store.backup.FileSync.condemn").does("settle")).onDisks(),
      Mutant.of("the block that vouches is written over", FOUND,
          "an acknowledged write: nothing vouches any more for what had been forced",
          in("store.storage.Frame.older").does("newest")).onDisks(),
      Mutant.of("both blocks are ahead of the disk", FOUND,
          "the same",
          in("store.backup.HeldReplica.beginForce")
              .call("Frame.publishToForce").instead("inBothBlocks")).onDisks(),
      Mutant.of("a reader does not fall back to the older block", FOUND,
          "an acknowledged write: the newer block vouches for bytes that were never forced",
          in("store.log.FrameReading.of").call("Frame.claims").instead("newestOnly")).onDisks(),
      Mutant.of("a reader believes a block without looking at the bytes", FOUND,
          "the segment: its damaged replica is taken for a sound one",
          in("store.log.FrameReading.verify").call("EntryWalker.verify").instead("believed"))
          .onDisks(),
      Mutant.of("frames of a condemned file are given out again", HEALED,
          "time without end: whatever is begun there is refused again",
          in("store.storage.FrameStore.condemn").call("ArrayDeque.removeIf").answers(false),
          in("store.storage.FrameStore.release").call("Set.contains").answers(false)).onDisks(),
      Mutant.of("a write to a condemned file waits for its force", HEALED,
          "the answer: nothing is forced there any more",
          in("store.backup.GroupCommit.condemned").returns(false)).onDisks(),
      Mutant.of("a superblock is taken for forced", USABLE,
          "the disk: both copies are torn, and nobody knows whose it is",
          in("store.storage.Superblock.force").call("Disk.force").leftOut()).onDisks());

  /// With the patches of all mutants but those of declarations.
  private static final class Together {
    static final MutantLoader CLASSES = new MutantLoader(all()
        .flatMap(mutant -> Stream.concat(mutant.given().stream(), mutant.wrong().stream()))
        .filter(patch -> !patch.declares()).toList());
  }

  private Mutants() {}

  /// The classes that all mutants share which change nothing that is declared as a class loads:
  /// what one hunt has had compiled, the next one runs.
  static MutantLoader classes() {
    return Together.CLASSES;
  }

  static Stream<Mutant> all() {
    return Stream.of(
        ACKNOWLEDGEMENTS, NEIGHBOURS, REPLACEMENTS, EPOCHS, BACKUPS, PLACEMENT_AND_FREEING,
        DISKS, CLIENTS, RecoveryMutants.ALL, RebuildMutants.ALL, LeaseMutants.ALL,
        OnceMutants.ALL, DropMutants.ALL, SuccessionMutants.ALL, ReclamationMutants.ALL,
        MovingMutants.ALL)
        .flatMap(List::stream);
  }
}
