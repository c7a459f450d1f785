/// Example 7: Raft, the election of a leader and the replication of its log, on three servers.
///
/// **What it teaches.** A published protocol, row by row. The paper's Figure 2 of Raft says what
/// "rules for servers" are, and means the same. Two facts that such programs get wrong are clauses
/// here: nothing is said before what it rests on is on disk (`UNSAVED`), and a message is looked at
/// by the state that there is, not by the one it was sent in.
///
/// **Invariants**, after each event of each world: one leader a term; logs that agree at an index
/// and term agree before it; a leader has all that is committed; what is applied at an index is the
/// same everywhere.
///
/// Left out: membership changes, snapshots, clients that retry. Start with [Server].
@NullMarked
package dev.goalkeeper.examples.raft;

import org.jspecify.annotations.NullMarked;
