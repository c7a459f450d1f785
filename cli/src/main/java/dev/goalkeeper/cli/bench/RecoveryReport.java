package dev.goalkeeper.cli.bench;

import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// How a recovery went.
///
/// @param done what became of a dead master's objects
/// @param copied as many bytes bare, in the same run
record RecoveryReport(Recovery done, Copied copied) implements Report {

  /// Megabytes of objects in a second.
  ///
  /// @param read from a backup's frames into memory
  /// @param replicated into as many frames as their replicas take, forced like those
  record Copied(double read, double replicated) {}

  /// How they came to others.
  ///
  /// @param megabytes of objects: of all that it served
  /// @param heirs servers that could take them over
  /// @param detection seconds from the kill until the coordinator gave the master up
  /// @param recovery seconds from then until others served everything, replicated
  record Recovery(double megabytes, int heirs, double detection, double recovery) {}

  @Override
  public Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("recovered_mb", Json.of(done.megabytes()));
    fields.put("heirs", Json.of(done.heirs()));
    fields.put("detection_seconds", Json.of(done.detection()));
    fields.put("recovery_seconds", Json.of(done.recovery()));
    fields.put("recovered_mb_per_second", Json.of(perSecond()));
    fields.put("copy_mb_per_second", Json.of(copied.read()));
    fields.put("recovered_to_copy", Json.of(perSecond() / copied.read()));
    fields.put("replicas_mb_per_second", Json.of(copied.replicated()));
    fields.put("recovered_to_replicas", Json.of(perSecond() / copied.replicated()));
    return new Json.Fields(fields);
  }

  /// For people.
  @Override
  public List<String> lines() {
    return List.of(
        String.format(Locale.ROOT, "%.0f MB of a dead master served by %d others, and replicated, "
            + "%.2f s after it was given up (%.2f s after the kill): %.0f MB/s",
            done.megabytes(),
            done.heirs(), done.recovery(), done.detection() + done.recovery(), perSecond()),
        String.format(Locale.ROOT, "Bare copies: out of frames into memory %.0f MB/s (%.2f of "
            + "it), and into the frames of all replicas %.0f MB/s (%.2f of it)",
            copied.read(), perSecond() / copied.read(),
            copied.replicated(), perSecond() / copied.replicated()));
  }

  private double perSecond() {
    return done.megabytes() / done.recovery();
  }
}
