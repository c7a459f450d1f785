/// A tour of rules, tasks and pools in seven steps, each in a package of its own.
///
/// | package     | what it teaches                                                              |
/// |-------------|------------------------------------------------------------------------------|
/// | `workers`   | a first task: keep processes alive, with backoff                             |
/// | `figure2`   | the paper's Figure 2; a failure is a row like any other                      |
/// | `reactions` | an event that gains a second reaction, and never learns of it (paper 5.2)    |
/// | `tcp`       | a state machine of eleven states as five facts                               |
/// | `jobs`      | finding what is wrong with nineteen published rules, and mending them        |
/// | `blocks`    | the same work as rules and as threads with a lock, under the same faults     |
/// | `raft`      | elections and logs: a published protocol, row by row                         |
///
/// Each example is a [Example]: it sets a [Scene] on a [Stage], simulated or live. `check` plays it
/// under many seeds, `watch` tells one seed a line a firing, `run` plays it in real time on real
/// threads.
///
/// Start with [Tour], then `workers`.
@NullMarked
package dev.goalkeeper.examples;

import org.jspecify.annotations.NullMarked;
