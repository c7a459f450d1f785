/// What happens to the tablets of a master that has crashed, and how those arrive that a living one
/// gives away.
///
/// | task              | one for each          | where       | its goal                          |
/// |-------------------|-----------------------|-------------|-----------------------------------|
/// | [Recoveries]      | cluster               | coordinator | every crash has a recovery        |
/// | [CrashRecovery]   | crashed server        | coordinator | none of its tablets is left       |
/// | [BackupInventory] | server and crash      | coordinator | it has told, or is down           |
/// | [PartRecovery]    | some tablets          | coordinator | they belong to a master in charge |
/// | [Replay]          | part, at its master   | server      | who asked knows that all is safe  |
/// | [SegmentReplay]   | segment of that log   | server      | it is replayed, or unreadable     |
/// | [TabletArrival]   | move, at the heir     | server      | who asked knows that all is safe  |
///
/// **The way of a tablet.** Its master is given up (a row of the server list). Every server that is
/// up seals what it has of the master's log and tells what that is; [LogPlan] puts it together.
/// Each part of the tablets goes to some master, which fetches what belongs to it from the backups,
/// replays it into its own log, and answers once that is safe on R backups. Then the tablets are
/// recorded as its own, and it is told to serve them.
///
/// **Invariants**
/// - A log of which a segment is missing is not recovered: the tablets wait (row W2).
/// - Nothing is served before the record says whose it is.
/// - To replay an entry twice, or in another order, changes nothing.
/// - A part that is broken off leaves entries in its master's log that nobody will look for: a
///   tablet's recovery reads from the place on where the tablet began there.
@NullMarked
package dev.goalkeeper.store.recovery;

import org.jspecify.annotations.NullMarked;
