/// Example 3: an event gains a second reaction, and never learns of it (paper 5.2).
///
/// **What it teaches.** In an event-driven program the handler of "a node has died" calls all who
/// react, and each new reaction changes it. Here [Membership] writes one cell. [FileCopy] looks at
/// it; later somebody adds [Lock], which looks at it too. Neither `Membership` nor `FileCopy` has
/// changed: `ReactionsTest` reads their class files and finds no word of `Lock` in them.
///
/// **Invariants.** A lock has one holder. In the end every file has its copy, and every lock a
/// holder, on a node that lives.
///
/// Start with [Membership].
@NullMarked
package dev.goalkeeper.examples.reactions;

import org.jspecify.annotations.NullMarked;
