/// What rules cost, beside the same by hand, in one run.
///
/// **Owns** the two sides of each [Duel]: tables that a pool runs, and what somebody would write
/// who keeps the same books without a library. Nothing here leaves the process.
///
/// **Invariants.** Both sides of a duel do the same work in turns. What a table looks at and what
/// its actions change are the same methods on the same bits for both.
///
/// Start with [RulesBench], then [Copy] and [CopyByHand].
@NullMarked
package dev.goalkeeper.bench.rules;

import org.jspecify.annotations.NullMarked;
