/// The `goalkeeper` command.
///
/// **What it owns.** Arguments, what people read, and processes: `demo` starts a whole cluster of
/// them, kills one, and proves that nothing was lost. Everything else is the store's.
///
/// | commands                                 | what they are                               |
/// |------------------------------------------|---------------------------------------------|
/// | `demo`                                   | [Demo]: [Fleet], [Ordeal], [Proof]          |
/// | `coordinator`, `server`                  | one process of a cluster                    |
/// | `create`, `put`, `get`, `remove`         | a client's operations                       |
/// | `status`, `explain`, `why`               | what every process says about its tasks     |
/// | `example`                                | the tour: checked, watched, run             |
/// | `bench`                                  | [WriteBench], [RepairBench]                 |
/// | `mutate`                                 | wrong conditions, for who works on the code |
/// | `fsck`, `readback` (`demo` starts it)    | proofs by someone who trusts no server      |
///
/// **Invariants.** Standard output has answers alone: the log goes to a file or to standard error.
/// Bad input is one line that says what to do, and status 2. A process that a command started ends
/// with it.
///
/// Start with [Main].
@NullMarked
package dev.goalkeeper.cli;

import org.jspecify.annotations.NullMarked;
