package dev.goalkeeper.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// How a recovery went.
///
/// @param megabytes that the dead master held
/// @param heirs servers that serve them now
/// @param seconds its parts took
/// @param copiedPerSecond megabytes of a bare copy
record RecoveryReport(double megabytes, int heirs, Seconds seconds, double copiedPerSecond)
    implements Report {

  /// Seconds.
  ///
  /// @param detection from the kill until the coordinator gave the master up
  /// @param recovery from then until others served everything, replicated
  record Seconds(double detection, double recovery) {}

  @Override
  public Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("recovered_mb", Json.of(megabytes));
    fields.put("heirs", Json.of(heirs));
    fields.put("detection_seconds", Json.of(seconds.detection()));
    fields.put("recovery_seconds", Json.of(seconds.recovery()));
    fields.put("recovered_mb_per_second", Json.of(perSecond()));
    fields.put("copy_mb_per_second", Json.of(copiedPerSecond));
    fields.put("recovered_to_copy", Json.of(perSecond() / copiedPerSecond));
    return new Json.Fields(fields);
  }

  /// For people.
  @Override
  public List<String> lines() {
    return List.of(String.format(Locale.ROOT,
        "%.0f MB of a dead master served by %d others, and replicated, %.2f s after it was given "
            + "up (%.2f s after the kill): %.0f MB/s; a bare copy of as many bytes: %.0f MB/s "
            + "(%.2f of it)", megabytes, heirs, seconds.recovery(),
        seconds.detection() + seconds.recovery(), perSecond(), copiedPerSecond,
        perSecond() / copiedPerSecond));
  }

  private double perSecond() {
    return megabytes / seconds.recovery();
  }
}
