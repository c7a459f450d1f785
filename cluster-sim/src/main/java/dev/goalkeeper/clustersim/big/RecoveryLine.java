package dev.goalkeeper.clustersim.big;

/// How long the recovery of one server took, in simulated time.
///
/// @param servers before the crash
/// @param parts into which it was divided
/// @param gigabytes that the data stands for
/// @param inventorySeconds until the log was put together
/// @param fetchSeconds from then until the last entry had come
/// @param replaySeconds from then until all was safe at others
/// @param totalSeconds until others served it, which rests on leases too
public record RecoveryLine(int servers, int parts, double gigabytes, double inventorySeconds,
    double fetchSeconds, double replaySeconds, double totalSeconds) {}
