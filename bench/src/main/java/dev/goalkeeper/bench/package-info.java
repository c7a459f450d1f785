/// What a write or a read costs: the store's clients, beside bare sockets and beside peers, in one
/// run.
///
/// **Owns** loads, clocks and percentiles. Whoever starts the processes that are measured is the
/// command; benchmarks of single parts (JMH) are in this module's tests, so that nobody who runs
/// the store carries their library.
///
/// **Invariants.** All subjects of a [Contest] call in turns within one run, so that a noisy
/// machine disturbs all of them: ratios are what is quoted. The [Floor] moves the same bytes in the
/// same pattern as a write or a read, and does nothing else.
///
/// Start with [Floor], then [Contest].
@NullMarked
package dev.goalkeeper.bench;

import org.jspecify.annotations.NullMarked;
