/// Example 1: keep N processes alive.
///
/// **What it teaches.** The shape of a task: clauses, a table, actions. An event changes what is
/// wanted and decides nothing. Whatever an operation can do has a row: also fail, also take too
/// long.
///
/// **Invariants.** A worker never has two processes; in the end as many run as are wanted.
///
/// Start with [Worker]; [KeepWorkers] puts it on a stage, simulated or with real processes.
@NullMarked
package dev.goalkeeper.examples.workers;

import org.jspecify.annotations.NullMarked;
