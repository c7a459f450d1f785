package dev.goalkeeper.store.recovery;

import dev.goalkeeper.store.wire.ServerId;

/// How far one recovery is.
///
/// @param crashed whose tablets it brings to others
/// @param number that tells it from all others
/// @param incomplete whether something of the log is missing, so that it waits
/// @param parts that were begun
/// @param done of them
/// @param text all of it in words
public record RecoveryStatus(
    ServerId crashed, long number, boolean incomplete, int parts, int done, String text) {}
