/// `goalkeeper shell`: the commands of a store's user, one after the other, without a start of the
/// JVM in between.
///
/// | class                      | what it does                                              |
/// |----------------------------|-----------------------------------------------------------|
/// | [ShellCommand]             | decides who gives the lines: a person, a file, a pipe     |
/// | [Session]                  | runs a line; keeps table, cluster and connection          |
/// | [Prompt]                   | a person's terminal: history, completion, Ctrl-C          |
/// | [Script]                   | a file or a pipe, which ends at the first line that fails |
///
/// **Invariants.** A line means here what it means after `./goalkeeper`; only what `--table` and
/// `--coordinator` are without being named is the session's.
@NullMarked
package dev.goalkeeper.cli.shell;

import org.jspecify.annotations.NullMarked;
