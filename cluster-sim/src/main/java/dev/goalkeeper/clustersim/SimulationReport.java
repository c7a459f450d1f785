package dev.goalkeeper.clustersim;

/// What one seed did.
///
/// @param seed which it was
/// @param hash a digest of every rule firing and its time: the same for the same seed
/// @param firings of every row
/// @param faults that happened
/// @param events of the simulated world: an event is one thing that happens at one instant, as a
///     message that arrives, a turn of a process's rules, or something that the scenario does
/// @param acknowledged writes that were certified on R backups
/// @param appended writes in all
/// @param recoveries that were completed: what a dead server had is others' now; none where there
///     is no coordinator
public record SimulationReport(
    long seed,
    long hash,
    Firings firings,
    FaultCounts faults,
    long events,
    long acknowledged,
    long appended,
    int recoveries) {}
