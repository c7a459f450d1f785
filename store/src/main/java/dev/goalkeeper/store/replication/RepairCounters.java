package dev.goalkeeper.store.replication;

/// How many replicas were lost to dead backups, and how many were restored since.
final class RepairCounters {
  private long lost;
  private long restored;

  void lost() {
    lost++;
  }

  void restored() {
    restored++;
  }

  long lostCount() {
    return lost;
  }

  long restoredCount() {
    return restored;
  }
}
