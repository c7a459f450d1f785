/// The store's public API. Programs begin with [Store] and its tables; below it are [StoreClient]
/// for callers that wait, which needs no thread of its own, and [AsyncStoreClient] for many
/// operations at once.
///
/// **Outcomes** are values ([Outcome]), one sealed set for each operation. A mutation that may have
/// been delivered is never sent again: until the store has exactly-once results its outcome is
/// [Outcome.Unknown], and the caller decides.
///
/// **Tasks**, in the pool `client`. A [Slot] carries one operation at a time from its submission to
/// its outcome; a [TableMap] knows who serves a table and asks the coordinator again when that
/// turned out wrong. Slots are used again: an operation costs a firing or two, and no task is made
/// for it.
///
/// **Bounds.** So many operations are under way at once, so many wait for a slot, and what comes on
/// top is refused at once ([ClientOptions]). Every operation ends by its deadline.
///
/// **Many keys** are as many calls, some at a time ([Batch]); a scan is a [ScanCursor] that its
/// caller keeps.
///
/// Start with [Store], then [AsyncStoreClient], then [Slot].
@NullMarked
package dev.goalkeeper.store.client;

import org.jspecify.annotations.NullMarked;
