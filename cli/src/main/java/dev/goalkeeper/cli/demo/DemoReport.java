package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.cluster.Readback;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.store.fsck.FsckReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What came out of a demo.
///
/// @param load how the loading went
/// @param times after the blow
/// @param granted what stopped servers granted after others served
/// @param firings of each row of the Replica table, over the whole run
/// @param readback what a fresh client found
/// @param fsck what the surviving files prove
record DemoReport(
    Loader.Summary load,
    Ordeal.Times times,
    Zombies.Count granted,
    Map<String, Long> firings,
    Readback readback,
    FsckReport fsck) {

  /// True if both proofs found everything, and no zombie granted anything.
  boolean ok() {
    return readback.ok() && fsck.ok() && granted.reads() == 0 && granted.writes() == 0;
  }

  Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("acknowledged", Json.of(load.acknowledged()));
    fields.put("lost", Json.of(Math.max(readback.missing(), fsck.keys().lost())));
    fields.put("under_replicated", Json.of(fsck.keys().underReplicated()));
    fields.put("detection_seconds", seconds(times.detection()));
    fields.put("restore_seconds", seconds(times.restoring()));
    fields.put("unavailable_seconds", seconds(times.unavailable()));
    fields.put("recovered_mb_per_second", Json.of(times.recoveredMegabytesPerSecond()));
    fields.put("coordinator_failovers", Json.of(times.failovers().size()));
    fields.put("zombie_requests", Json.of(granted.asked()));
    fields.put("zombie_reads", Json.of(granted.reads()));
    fields.put("zombie_writes", Json.of(granted.writes()));
    fields.put("max_write_stall_millis", Json.of(load.maxMicros() / 1e3));
    fields.put("writes_per_second", Json.of(load.perSecond()));
    fields.put("p50_micros", Json.of(load.p50Micros()));
    fields.put("p99_micros", Json.of(load.p99Micros()));
    fields.put("firings", Json.of(firings));
    return new Json.Fields(fields);
  }

  private static Json seconds(Duration time) {
    return Json.of(time.toMillis() / 1e3);
  }

  /// The proofs, for people.
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "Given up after %.2f s; what they had served was written "
        + "again, at others, after %.2f s: %.1f MB of their logs, %.1f MB/s",
        times.detection().toMillis() / 1e3, times.unavailable().toMillis() / 1e3,
        times.victimBytes() / 1e6, times.recoveredMegabytesPerSecond()));
    if (granted.asked() > 0) {
      lines.add(String.format(Locale.ROOT, "A client that asked the stopped all the time (%,d "
          + "requests) was granted %,d reads and %,d writes after others served",
          granted.asked(), granted.reads(), granted.writes()));
    }
    lines.add(String.format(Locale.ROOT, "A fresh client read back %,d of %,d keys as acknowledged",
        readback.found(), readback.sought()));
    lines.add(String.format(Locale.ROOT, "fsck found %,d of %,d keys in the surviving files, "
        + "%,d of them in at least %d directories",
        fsck.keys().found(), fsck.keys().sought(),
        fsck.keys().found() - fsck.keys().underReplicated(), fsck.replicas()));
    if (!fsck.ok()) {
      lines.addAll(fsck.lines());
    }
    return lines;
  }
}
