/// What clients asked a store, what they were told, and whether one store that does one thing at a
/// time could have told them so.
///
/// Start with [Operation], one line of a [History]. [VersionOrder] judges every history, in the
/// time that it takes to sort it, by the versions that the store tells; [Linearization] searches
/// for an order of all operations, and may run out of its budget. Neither knows how a history came
/// about: simulations and real processes are judged by the same code.
@NullMarked
package dev.goalkeeper.clustersim.history;

import org.jspecify.annotations.NullMarked;
