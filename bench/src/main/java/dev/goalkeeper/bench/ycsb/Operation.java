package dev.goalkeeper.bench.ycsb;

/// What a workload does with a record.
public enum Operation {
  /// All of it is read.
  READ,
  /// It is written anew, whatever there is.
  UPDATE,
  /// A record that was not there is written.
  INSERT,
  /// A few records are read that follow each other in the table's order.
  SCAN,
  /// It is read, then written; both together are one operation, as long as both take.
  READ_MODIFY_WRITE
}
