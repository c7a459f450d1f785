/// Wrong protocols on purpose, and whether the simulation notices.
///
/// Production code has no switches for this. A [Mutant] is a few [Patch]es of compiled classes,
/// made by a class loader of its own ([MutantLoader]) that loads the store and the simulation anew
/// and leaves the rest alone. One loader has the patches of nearly all mutants, and the thread that
/// hunts one switches on what is wrong with it ([Switch]): so no hunt begins in code that is not
/// compiled yet. A patch that finds its class, method or call no more is an error, so that no
/// refactoring turns a mutant into the right protocol unseen.
///
/// [Mutants] is the catalogue; `MutantTest` hunts each of them down; `docs/found.md` is what it
/// found. To add one: a row in [Mutants], if need be a stand-in for a call in [Wrong], then write
/// the table of the page anew as the page says.
@NullMarked
package dev.goalkeeper.clustersim.mutants;

import org.jspecify.annotations.NullMarked;
