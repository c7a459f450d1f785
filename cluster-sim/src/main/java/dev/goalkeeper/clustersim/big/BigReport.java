package dev.goalkeeper.clustersim.big;

/// What a crash cost in a cluster of many servers.
///
/// @param servers before the crash
/// @param segments of each
/// @param lost replicas that were on the crashed server
/// @param restored replicas that were made anew
/// @param restFirings of rules of a server, in a second without a crash
/// @param crashFirings of rules of a surviving server on the average, from the crash on until every
///     segment was whole
/// @param crashFiringsMost of the server that had the most to do
/// @param firingsPerReplica of the rules of replicas and segments, for each that was made anew
/// @param crashRequests that servers and coordinator sent meanwhile, for each server
/// @param wholeMillis from the crash until every segment was whole
/// @param events of the whole simulation
public record BigReport(
    int servers,
    int segments,
    long lost,
    long restored,
    double restFirings,
    double crashFirings,
    long crashFiringsMost,
    double firingsPerReplica,
    double crashRequests,
    long wholeMillis,
    long events) {}
