/// Reclamation: memory of the log and replicas on backups, from what is dead in them.
///
/// **What it owns.** One task, the [Cleaner], and who may take how much of the log's memory
/// ([Space]). The log counts what is alive ([dev.goalkeeper.store.log.Log#died]); replication gives
/// back what is retired.
///
/// **Invariants**
/// - A segment is retired when nothing in it is needed that is not also after it in the log; it is
///   freed when the durable digest omits it, and what it held that is needed is certified.
/// - Digests omit segments in the order in which they were retired, and one that was begun with is
///   retired before the next is.
/// - A tombstone is moved on as long as the segment that it buries into is in memory, which is as
///   long as any recovery could read that segment. When it is dropped, the version floor beside the
///   digest that omits it is above its version: no new object has a version that was there before.
/// - A refused write has changed nothing; what frees memory always has some to work with.
///
/// **Threads.** All on the thread of the server's event loop, a few tens of KiB in a turn.
///
/// Start with [Cleaner]; the reasons are in `docs/design/0015-reclamation.md`.
@NullMarked
package dev.goalkeeper.store.cleaner;

import org.jspecify.annotations.NullMarked;
