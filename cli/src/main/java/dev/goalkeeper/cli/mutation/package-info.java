/// Whether tests notice when a condition is wrong.
///
/// **What it owns.** Which methods are conditions: the predicates of the clauses of a part's rule
/// tables, and what these call ([Conditions], read from class files, so that none is forgotten).
/// What PIT found out about changed ones ([Mutant]). The reasons that `docs/mutants.md` gives for
/// those that no test notices ([Reasons]).
///
/// **Invariants.** A mutant is known by its condition and its change, never by its line. Whoever
/// survives has a reason, and each reason has its survivor.
///
/// Start with [Part].
@NullMarked
package dev.goalkeeper.cli.mutation;

import org.jspecify.annotations.NullMarked;
