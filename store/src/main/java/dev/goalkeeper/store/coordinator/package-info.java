/// Enlistment, tables, and the word on who is up.
///
/// **Owns** the server list and the tables. **In memory only, for now**: when the coordinator's
/// process ends, the cluster's servers keep what they hold and nobody can find it. The durable
/// record, in ZooKeeper, takes the place of the two maps in [ServerList] and [Tables].
///
/// **Tasks**, all in the pool `coordinator-membership`:
///
/// | task               | one for each     | its goal                                    |
/// |--------------------|------------------|---------------------------------------------|
/// | [EnlistedServer]   | life of a server | has answered its last ping, or has crashed  |
/// | [Dissemination]    | life of a server | has confirmed the newest list               |
/// | [TabletAssignment] | tablet           | its owner has taken it                      |
/// | [ServedTable]      | table            | who asked for it has the answer             |
///
/// **Invariants**
/// - A server's id is never given again; a server that was given up stays so.
/// - Before a server is listed as up, an earlier life at its address or on its disk is given up.
/// - Nobody hears of a table before every tablet of it was taken by its owner.
/// - A tablet whose owner has crashed changes hands once another master has all that it holds
///   (package `recovery`).
///
/// Start with [Coordinator].
@NullMarked
package dev.goalkeeper.store.coordinator;

import org.jspecify.annotations.NullMarked;
