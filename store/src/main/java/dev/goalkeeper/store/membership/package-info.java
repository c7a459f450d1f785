/// Who belongs to the cluster and who is up, as level state.
///
/// **Owns** a server's view of the coordinator's list: [Members] holds the newest list that came,
/// and one task, a [Peer], for each server that was ever in it. Rules elsewhere look at a peer
/// through a link: `backup is up` is a clause, and a server's failure (F1 of the paper) one row of
/// a table.
///
/// [Standing] is the server's view of itself: in doubt it asks, and given up it ends.
///
/// **Invariants**
/// - Older lists are ignored; each list says everything, so one that was missed does no harm.
/// - A server that is down stays down: when it comes back it has another id.
/// - Of one list, deaths are applied before births: nobody acts on `UP(new)` before `CRASHED(old)`.
///
/// **Threads.** All of it belongs to the pool that the peers live in.
///
/// Start with [Members].
@NullMarked
package dev.goalkeeper.store.membership;

import org.jspecify.annotations.NullMarked;
