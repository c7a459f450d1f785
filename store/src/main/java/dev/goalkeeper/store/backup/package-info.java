/// Keeps the replicas of other masters' segments, in frames on disk.
///
/// **What it owns.** The frames of one directory, and for each replica in one how far it has come:
/// bytes that are present, and the prefix that its master has certified. Only the latter is
/// published in the frame's metadata, and only that counts when a recovery or `fsck` reads it.
///
/// **Life of a replica.** OPEN makes it, with its certified opening; EXTEND lets it grow; CLOSE
/// ends it; FREE gives the frame back. A replacement (OPEN_REPLACEMENT)
/// is invisible until its first certificate, which its master sends when the replacement has caught
/// up.
///
/// **Modes.** In a buffered cluster an answer goes out at once, and a replica is forced to the disk
/// after its close. In a synced one every answer waits for a force, which it shares with what came
/// meanwhile. Forcing is a task, [FileSync], one for each file: a file of which a force failed is
/// condemned, and nothing in it is acknowledged again. [FrameSupply] has frames made in calm times,
/// so that a recovery finds them ready.
///
/// **Invariants.** Bytes that are present never change. What is published only grows: length,
/// epoch, closed, complete. Nothing is published before an
/// [EntryWalker][dev.goalkeeper.store.log.EntryWalker] has walked the bytes and come to the same
/// certificate. There is at most one replica of a segment here; a newer generation takes the place
/// of an older one, and what has come and gone is refused. So every write may arrive late, twice,
/// or in pieces that overlap, and changes nothing then.
///
/// **Recovery.** [DeadLog] tells what is here of a crashed master's log, and reads it to whoever
/// recovers its tablets. [Garbage] frees it when the master has left the list, and tells masters
/// that live of what an earlier life has left of theirs.
///
/// **Rot.** [Scrub] reads everything again, slowly, and gives up what its disk has not kept.
///
/// **Threads.** Everything belongs to the thread of the server's event loop. Forces, and reading
/// what earlier lives left ([KeptFrames]), are operations away from it.
///
/// Start with [BackupService], then [HeldReplica] and [FileSync]; why blocks are written as they
/// are is in docs/design/0004.
@NullMarked
package dev.goalkeeper.store.backup;

import org.jspecify.annotations.NullMarked;
