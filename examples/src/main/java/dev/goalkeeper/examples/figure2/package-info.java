/// Example 2: the paper's Figure 2, one replica of a log segment.
///
/// **What it teaches.** A failure is a row like any other: F1 takes the state back to where R1
/// applies, and everything after it is normal operation. Neighbouring tasks look at each other
/// without locks: R4 and R6 read the segment before and behind.
///
/// **Invariants.** No header of a segment is sent before the segment in front was open once, no
/// data before that was closed, no footer before the one behind was open; a backup that is up holds
/// what was committed on it. In the end every segment is whole on a backup that is up.
///
/// One replica a segment, and no epochs: what a store needs beyond this is in
/// `dev.goalkeeper.store.replication`. Start with [Replica].
@NullMarked
package dev.goalkeeper.examples.figure2;

import org.jspecify.annotations.NullMarked;
