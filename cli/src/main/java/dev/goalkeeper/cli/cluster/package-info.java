/// The commands of a cluster that somebody runs: its processes, and its users.
///
/// | commands                           | what they are                                     |
/// |------------------------------------|---------------------------------------------------|
/// | `coordinator`, `server`            | one process of a cluster                          |
/// | `create`, `put`, `get`, `remove`, `incr` | a client's operations                       |
/// | `scan`, `tables`, `import`, `export` | what there is, and files of it                  |
/// | `status`, `explain`, `why`         | what every process says about its tasks           |
/// | `fsck`, `readback`                 | proofs by someone who trusts no server            |
///
/// **Invariants.** Which cluster is meant is found in one way ([Running]). A process that stays up
/// says one line when it is there, and ends when it is told to ([Standing]).
@NullMarked
package dev.goalkeeper.cli.cluster;

import org.jspecify.annotations.NullMarked;
