/// Tablets, and the reads and writes on them.
///
/// **Owns** the tablets that this server serves, each with its hash index, and the rules of
/// versions. Objects lie in the log; [Master] finds them by the index and appends what changes.
/// An operation runs to its end in one go, and what has to wait for other servers is the log's
/// replication, which gets the answer to hold.
///
/// **Tasks.** [ClientLeases] asks the coordinator whose leases have ended. [Releases] gives back
/// the memory of tablets that have gone.
///
/// **Invariants**
/// - Whatever an answer tells (a value, its absence, a version that does not match) rests on log
///   bytes; the answer goes out when they are certified on R backups, never before. See
///   [Durability].
/// - The versions of a key rise with each change, also across removal and re-creation.
/// - A request that is refused has changed nothing. Room is made before anything is appended.
/// - What one write appends lies in one segment and under one certificate: all of it survives, or
///   none, and so does what came of it.
/// - A mutation that comes again does nothing more ([ExactlyOnce]; design note 0017). It is done in
///   the tenure of its tablet for which it was meant, or never.
/// - What is nearly given to another master is served by nobody until the coordinator has decided
///   whose it is ([Departures]; design note 0018).
///
/// **Threads.** Everything belongs to the thread of the server's event loop.
///
/// Start with [Master], then [ObjectService].
@NullMarked
package dev.goalkeeper.store.master;

import org.jspecify.annotations.NullMarked;
