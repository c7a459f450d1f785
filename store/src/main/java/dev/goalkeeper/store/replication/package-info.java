/// Keeps R copies of every segment of this master's log: the paper's Figure 2, as rule tables.
///
/// Start with [Replica]: rules R1 to R7 and F1 over the progress of one replica. A [Segment] owns
/// its replicas as a group, and marks its neighbours' way free (I1, I2, I3 below). [Placement]
/// knows which backups may be chosen, [Reclaim] gives one replica back, [HeldAnswers] lets an
/// answer go once the log position that it rests on is certified on R backups. [ReplicatedLog] ties
/// them to the log.
///
/// [EpochRecord] brings the coordinator's record of the log's epoch up to what is wanted.
///
/// All of it runs in one pool, on the thread that appends to the log.
///
/// For two consecutive heads s1 and s2:
/// - **I1** s1's opening is durable before s2's is sent: a digest never names what never existed.
/// - **I2** s2's opening is durable before s1's close is sent: there is always an open segment, so
///   a recovery can tell that it sees the whole log.
/// - **I3** s1's close is durable on all its replicas before data or the close of s2 is sent: what
///   is lost of s1 cannot go unnoticed, and *closed* means this one and all before it.
///
/// *Opened* and *closed* of a segment are marks that stay (the paper's "mark prior segment"): a
/// replica that is lost afterwards is replaced without holding up its neighbours, who would
/// otherwise wait for each other in a circle.
///
/// **Lost open replicas.** A backup that dies with an open replica can come back with it, and a
/// recovery would take it for the head. So its loss raises the segment's epoch; survivors are
/// re-tagged and the replacement is built; the coordinator records the epoch, below which no open
/// replica counts; and only then are positions certified again (S6, S7). A replica that is given up
/// while its backup lives is given back after that (`docs/design/0005-lost-open-replicas.md`).
@NullMarked
package dev.goalkeeper.store.replication;

import org.jspecify.annotations.NullMarked;
