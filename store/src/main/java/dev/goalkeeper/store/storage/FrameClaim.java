package dev.goalkeeper.store.storage;

/// What one metadata block of a frame says. The bytes may not bear it out: it may have been on its
/// way to the disk together with them when the power went.
///
/// @param metadata what the frame holds, if this is so
/// @param reaches false if it was said in another boot of the machine, of bytes that nobody forced
///     before somebody was told of them: whatever lies there now counts as lost
public record FrameClaim(FrameMetadata metadata, boolean reaches) {}
