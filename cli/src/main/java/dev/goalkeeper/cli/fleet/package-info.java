/// Processes that a command starts, as one cluster, and looks at.
///
/// **What it owns.** [Child] is one process and the only place that waits for it; [Fleet] is a
/// cluster of them; [Watch] asks masters how they stand.
///
/// **Invariants.** A process that a command started ends with it, even by SIGKILL. Each wait has a
/// bound, and its end names the file to read.
@NullMarked
package dev.goalkeeper.cli.fleet;

import org.jspecify.annotations.NullMarked;
