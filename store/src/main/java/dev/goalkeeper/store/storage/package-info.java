/// Replica frames on disk, behind a small seam.
///
/// **What it owns.** One directory of a server: which cluster it belongs to ([StoreIdentity], in
/// the superblock), its files of eight frames each, and in each frame the bytes of one replica with
/// the metadata that vouches for them. It knows neither entries nor rules: a backup says what to
/// write and what to certify, and `fsck` reads the same frames without any server.
///
/// ```
/// lock             keeps a second process out
/// superblock.gk    two copies of 4 KiB: cluster, format, segment size, last server, count of files
/// frames-000000.gk eight times: metadata block 4 KiB | metadata block 4 KiB | bytes of a segment
/// ```
///
/// **Present and certified.** Bytes are *present* once they were written into a frame. They are
/// *certified* once a metadata block with their certificate has followed them. Only certified bytes
/// count; a replica is worth exactly its certificate.
///
/// **Invariants.** Bytes are written before the metadata that counts them. The older of two blocks
/// is written, under the next sequence number, so a process that dies in the middle leaves the
/// newer one as it was. Who forces publishes as the force begins, so that at most one block is
/// ahead of the disk. A block's checksum covers where it lies; one in the wrong place does not
/// verify. What is final, closed or free, stands in both blocks: a close once it is on the disk.
/// Files are filled with zeros and forced before they get their name: a full disk is a refusal,
/// never a fault in whoever touches memory. A directory of another cluster, format or segment size
/// is refused before anything in it changes.
///
/// **What outlives what.** Written bytes outlive the death of all processes. What was forced
/// outlives the machine. A block says in which boot it counts, unless it is forced before anybody
/// is told of it, so that what was not forced can be told after another boot.
///
/// **Threads.** One thread uses a store; any thread may force.
///
/// Start with [FrameStore], then [Frame] and [Disk].
@NullMarked
package dev.goalkeeper.store.storage;

import org.jspecify.annotations.NullMarked;
