/// Every message of the system, and the identities that they carry. Start at [Message], the file to
/// read first: it shows the whole system in one screen.
///
/// **Owns** the vocabulary ([ServerId], [SegmentId], [ReplicaId], [TableId], [Address], [Bytes]),
/// the records that several parts hold ([Progress], [Certificate], [Member], [Tablet], [Once]), the
/// one [KeyHash], the [Limits], and the bytes of a [Frame] ([Codec]). It owns no state and starts
/// nothing.
///
/// **Invariants**
/// - A message that breaks a limit does not exist: constructors check, on both sides.
/// - One message has one encoding. What decodes gives the same bytes when it is encoded again.
/// - A decoder throws nothing but [Malformed], and allocates no more than the bytes that are there.
/// - Unknown versions, types, flags, codes and trailing bytes are refused, never skipped.
///
/// **To add a message**: a record in one of the groups of [Request] or [Reply], a line in
/// [Message]'s table, a code in `MessageType`, its two functions in the codec of its group. The
/// compiler names the switches; the tests name the missing sample and the missing golden vector.
@NullMarked
package dev.goalkeeper.store.wire;

import org.jspecify.annotations.NullMarked;
