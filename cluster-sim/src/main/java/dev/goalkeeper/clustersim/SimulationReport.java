package dev.goalkeeper.clustersim;

/// What one seed did.
///
/// @param seed which it was
/// @param hash a digest of every rule firing and its time: the same for the same seed
/// @param firings of every row
/// @param faults that happened
/// @param events of the simulated world
/// @param acknowledged writes that were certified on R backups
/// @param appended writes in all
public record SimulationReport(
    long seed,
    long hash,
    Firings firings,
    FaultCounts faults,
    long events,
    long acknowledged,
    long appended) {}
