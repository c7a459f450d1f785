/// The processes: the wiring diagram as code.
///
/// [StoreServer] puts a server together from its seams (pool, transport, disk), [ServerProcess] and
/// [CoordinatorProcess] give it the real ones. Nothing here is static, starts a thread or reads a
/// clock: what runs in a process runs in a simulation.
///
/// | pool                     | in          | its tasks                                         |
/// |--------------------------|-------------|---------------------------------------------------|
/// | `replication`            | each server | [Enlistment], peers, segments, replicas, answers  |
/// | `coordinator-membership` | coordinator | servers, lists, tables, tablets                   |
/// | `client`                 | each client | slots, maps                                       |
///
/// Each is driven by the loop of its process's transport.
///
/// A request goes from the socket through a door ([ServerDoor], [CoordinatorDoor]) to the part that
/// answers it, on one thread and without a hand-off; the rules that it wakes run in the same turn
/// of the loop. Pools of servers and of the coordinator are fail-stop.
///
/// Start with [StoreServer].
@NullMarked
package dev.goalkeeper.store.server;

import org.jspecify.annotations.NullMarked;
