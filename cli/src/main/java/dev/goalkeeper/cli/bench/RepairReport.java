package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// How a repair went.
///
/// @param megabytes of the replicas that were lost
/// @param restoredPerSecond megabytes, from the moment at which the first loss was noticed
/// @param copiedPerSecond megabytes of a bare copy
/// @param writes that went on beside it
record RepairReport(
    double megabytes, double restoredPerSecond, double copiedPerSecond, Writes writes)
    implements Report {

  /// Writes in a second.
  ///
  /// @param before the kill
  /// @param meanwhile from the kill until the last replica was restored
  /// @param afterStall from the end of the longest wait until then
  /// @param besideCopy during the bare copy
  /// @param longestStallMillis that any one write waited, from the kill on
  record Writes(
      double before, double meanwhile, double afterStall, double besideCopy,
      double longestStallMillis) {}

  @Override
  public Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("lost_mb", Json.of(megabytes));
    fields.put("restored_mb_per_second", Json.of(restoredPerSecond));
    fields.put("copy_mb_per_second", Json.of(copiedPerSecond));
    fields.put("restored_to_copy", Json.of(restoredPerSecond / copiedPerSecond));
    fields.put("writes_per_second_before", Json.of(writes.before()));
    fields.put("writes_kept", Json.of(kept(writes.meanwhile())));
    fields.put("writes_kept_after_stall", Json.of(kept(writes.afterStall())));
    fields.put("writes_kept_beside_copy", Json.of(kept(writes.besideCopy())));
    fields.put("max_write_stall_millis", Json.of(writes.longestStallMillis()));
    return new Json.Fields(fields);
  }

  /// For people.
  @Override
  public List<String> lines() {
    return List.of(
        String.format(Locale.ROOT, "%.0f MB of replicas made anew at %.0f MB/s; a bare copy of as "
            + "many bytes: %.0f MB/s (%.2f of it)", megabytes, restoredPerSecond, copiedPerSecond,
            restoredPerSecond / copiedPerSecond),
        String.format(Locale.ROOT, "Writes: %,.0f/s before; kept %.2f from the kill to the last "
            + "replica, %.2f once the longest wait (%.0f ms) was over, %.2f beside the bare copy",
            writes.before(), kept(writes.meanwhile()), kept(writes.afterStall()),
            writes.longestStallMillis(), kept(writes.besideCopy())));
  }

  private double kept(double perSecond) {
    return perSecond / writes.before();
  }
}
