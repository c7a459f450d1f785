package dev.goalkeeper.store.storage;

import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.ReplicaId;

/// What a frame holds, as far as its backup vouches for it.
///
/// @param replica whose replica it is
/// @param epoch under which it was last written
/// @param certificate over the bytes that count; bytes beyond it may be there and do not
/// @param closed nothing follows
/// @param complete false for a replacement that is still being built: recovery must not see it
public record FrameMetadata(
    ReplicaId replica, int epoch, Certificate certificate, boolean closed, boolean complete) {}
