package dev.goalkeeper.store.cleaner;

/// How a cleaner, and the memory that it cares for, stood at one moment.
///
/// @param freeSegments for which there is memory
/// @param retiredSegments that wait until a durable digest omits them, or their backups know
/// @param objectBytes of all objects that are in use, keys and headers included
/// @param objectBytesMax of them: beyond it writes are refused
/// @param cleaned segments, ever
/// @param freed segments, ever
/// @param movedBytes of survivors, ever
public record CleanerStatus(int freeSegments, int retiredSegments, long objectBytes,
    long objectBytesMax, long cleaned, long freed, long movedBytes) {}
