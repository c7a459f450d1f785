/// Example 6: replication of blocks, as the name node of HDFS does it.
///
/// **What it teaches.** All that is done about a block stands in one table. In the version with
/// threads that `ThreadsTest` runs beside it, the truth about a block is spread over four
/// collections, and each thread sees to one.
///
/// **What came of it.** Both get the same farm, the same seeds, the same faults. The threads forget
/// one thing: a node that restarts has forgotten what it was told to delete, and the set of
/// deletions under way keeps the block for ever. HDFS had that fault until 2023 (HDFS-17218). A
/// sweep with a time-out mends it, as it does the set of copies under way; each such set needs one
/// of its own. In the table both are the time-out of an operation, which no table can leave out.
///
/// Of 100 seeds the threads end 6 with a wrong number of copies, 5 with too many and one with too
/// few, whose cause is not known; the rules none.
///
/// **Invariants.** No deletion takes the last copy; in the end each block has as many copies as are
/// wanted, on nodes that live.
///
/// Start with [Block].
@NullMarked
package dev.goalkeeper.examples.blocks;

import org.jspecify.annotations.NullMarked;
