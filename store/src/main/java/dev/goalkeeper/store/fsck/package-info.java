/// Reads replica frames without any server, and says what they prove.
///
/// **What it owns.** The proof that acknowledged writes are safe, by means that no server can fake:
/// files, the formats of `storage` and `log`, and a [Journal] that a client wrote as
/// acknowledgements came in.
///
/// **How it proves.** Each replica is walked up to the certificate that its bytes bear out; an open
/// one of an epoch that is over does not count. Whose a tablet is, and from where on in its owner's
/// log, [Holdings] say, which were read from the coordinator's record; without one, all that is
/// found counts, also what dead masters left behind. The replicas of a master's
/// segments are put together: its head is the lowest segment that nobody closed, the head's digest
/// names the segments that the log consists of, and each must be there, or the log is INCOMPLETE.
/// Then every key is looked up in those segments alone. An entry has as many copies as directories
/// that hold a sound replica which certifies that very entry.
///
/// **Invariants.** Nothing in a directory changes. Garbage gives a line in the report, never an
/// exception. What cannot be read counts as not there.
///
/// **Threads.** One; it is a command.
///
/// Start with [Fsck], then `MasterLog` and `Ledger`.
@NullMarked
package dev.goalkeeper.store.fsck;

import org.jspecify.annotations.NullMarked;
