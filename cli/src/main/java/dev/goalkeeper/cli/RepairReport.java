package dev.goalkeeper.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// How a repair went.
///
/// @param megabytes of the replicas that were lost
/// @param restoredPerSecond megabytes, from the moment at which the first loss was noticed
/// @param copiedPerSecond megabytes of a bare copy
/// @param writesBefore in a second, before the kill
/// @param writesMeanwhile in a second, during the repair
/// @param longestStallMillis that any one write waited, from the kill on
record RepairReport(
    double megabytes, double restoredPerSecond, double copiedPerSecond, double writesBefore,
    double writesMeanwhile, double longestStallMillis) {

  Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("lost_mb", Json.of(megabytes));
    fields.put("restored_mb_per_second", Json.of(restoredPerSecond));
    fields.put("copy_mb_per_second", Json.of(copiedPerSecond));
    fields.put("restored_to_copy", Json.of(restoredPerSecond / copiedPerSecond));
    fields.put("writes_per_second_before", Json.of(writesBefore));
    fields.put("writes_kept", Json.of(writesMeanwhile / writesBefore));
    fields.put("max_write_stall_millis", Json.of(longestStallMillis));
    return new Json.Fields(fields);
  }

  /// For people.
  List<String> lines() {
    return List.of(
        String.format(Locale.ROOT, "%.0f MB of replicas made anew at %.0f MB/s; a bare copy of as "
            + "many bytes: %.0f MB/s (%.2f of it)", megabytes, restoredPerSecond, copiedPerSecond,
            restoredPerSecond / copiedPerSecond),
        String.format(Locale.ROOT, "Writes: %,.0f/s before, %,.0f/s meanwhile (%.2f of it); the "
            + "longest waited %.0f ms", writesBefore, writesMeanwhile,
            writesMeanwhile / writesBefore, longestStallMillis));
  }
}
