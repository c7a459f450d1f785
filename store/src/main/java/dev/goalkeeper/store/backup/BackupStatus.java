package dev.goalkeeper.store.backup;

/// What a backup holds at one moment.
///
/// @param framesTotal frames that the disk limit allows
/// @param framesFree of those, how many hold nothing
/// @param open replicas that still grow, replacements under construction left out
/// @param closed replicas that are whole
/// @param incomplete replacements under construction
/// @param adopted of all three, how many were on disk when this life of the server began
public record BackupStatus(
    int framesTotal, int framesFree, int open, int closed, int incomplete, int adopted) {}
