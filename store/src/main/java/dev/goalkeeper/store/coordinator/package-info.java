/// Enlistment, tables, and the word on who is up.
///
/// **Owns** the server list and the tables, twice: as they are [Decided], and as they are recorded
/// in a store that outlives the process. Tasks, and everybody outside, go by what is recorded; the
/// [Journal] keeps the second no more than one write behind the first. A coordinator that starts
/// builds its tasks out of the record, and goes on (design 0011).
///
/// **Tasks**, all in the pool `coordinator-membership`:
///
/// | task               | one for each     | its goal                                    |
/// |--------------------|------------------|---------------------------------------------|
/// | [EnlistedServer]   | life of a server | has answered its last ping, or has crashed  |
/// | [Dissemination]    | life of a server | has confirmed the newest list               |
/// | [TabletAssignment] | tablet           | its owner has taken it                      |
/// | [ServedTable]      | table            | who asked for it has the answer             |
/// | [TabletMove]       | move             | it is decided what came of it; then it ends |
/// | [TabletGone]       | move             | its source has heard of it; then it ends    |
/// | [Journal]          | coordinator      | all that is decided is recorded             |
///
/// **Invariants**
/// - Nobody hears of a decision before it is recorded, nor from a coordinator whose term is over.
/// - A server's id is never given again; a server that was given up stays so. List versions and the
///   numbers of recoveries only rise. All that holds across coordinators.
/// - Nothing is given to a server from the moment on at which it is decided to give it up.
/// - Before a server is listed as up, an earlier life at its address or on its disk is given up.
/// - Nobody hears of a table before every tablet of it was taken by its owner.
/// - A tablet whose owner lives changes hands once its heir has all of it and nobody serves it
///   ([Moves]).
/// - A tablet whose owner has crashed changes hands once another master has all that it holds
///   (package `recovery`).
///
/// Start with [Coordinator].
@NullMarked
package dev.goalkeeper.store.coordinator;

import org.jspecify.annotations.NullMarked;
