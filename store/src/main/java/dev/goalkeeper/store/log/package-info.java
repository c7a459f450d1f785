/// A master's log in off-heap memory, and the index into it.
///
/// **What it owns.** The byte format of a segment, which is the same in a master's memory, on the
/// wire and in a backup's frame; the head segment that entries are appended to; the index from key
/// hash to entry. It knows nothing of replicas: a [SegmentObserver] hears what happens, and the
/// replication package turns that into copies.
///
/// **The format.** A segment is a row of entries without gaps. Entry 0 is the [SegmentHeader],
/// entry 1 the [Digest], the list of the live segments when this one was opened; together they are
/// the *opening*. Then follow objects, tombstones, and results of mutations.
///
/// ```
/// 0  checksum  int   CRC32C of bytes 4 to the end, folded with (master, segment, offset)
/// 4  length    int   of the whole entry
/// 8  type, key length   one byte and three
/// 12 fields of the type, then the key, then the value        all numbers are little-endian
/// ```
///
/// **Position.** Because an entry's checksum is folded with where it belongs, bytes that are sound
/// but lie in the wrong place (a misdirected write, a stale block, another master's segment) fail.
///
/// **Certificate.** The checksums of the entries from 0 to some end, chained, and that end: four
/// bytes that stand for every byte before. A master keeps it up to date with a few instructions for
/// each entry; whoever holds the bytes can check it ([EntryWalker]). A replica is worth exactly its
/// certified prefix.
///
/// **Invariants.** Bytes before `length` never change. Segment ids rise from 1 and are not reused.
/// An entry never crosses a segment's end, and what one [Log#reserve] made room for never does.
/// There is one head; when a new one opens, the observer hears of it before the old one closes.
///
/// **Threads.** Everything here belongs to the thread of the server's event loop. Readers of frames
/// (fsck, a backup) have walkers of their own.
///
/// Start with [Log], then [LogSegment] and [EntryWalker].
@NullMarked
package dev.goalkeeper.store.log;

import org.jspecify.annotations.NullMarked;
