/// The `goalkeeper` command.
///
/// **What it owns.** Arguments, what people read, and processes. Everything else is the store's.
///
/// | package                    | commands                                                       |
/// |----------------------------|----------------------------------------------------------------|
/// | `console`                  | none: what all share                                           |
/// | `cluster`                  | `coordinator`, `server`; `put`, `get`, ...; `status`; `fsck`   |
/// | `shell`                    | `shell`: those of `cluster`, one after the other               |
/// | `fleet`                    | none: processes that commands start                            |
/// | `demo`, `chaos`, `bench`   | those                                                          |
/// | `check`, `sim`, `mutation` | `check`, `example`; `sim`; `mutate`                            |
///
/// Each uses only those above it, those of one line nothing of each other.
///
/// **Invariants.** Standard output has answers alone: the log goes to a file or to standard error.
/// Bad input is one line that says what to do, and status 2. A process that a command started ends
/// with it.
///
/// Start with [Main].
@NullMarked
package dev.goalkeeper.cli;

import org.jspecify.annotations.NullMarked;
