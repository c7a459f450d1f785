package dev.goalkeeper.cli;

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
/// @param restoring from the kill until every lost replica was made anew
/// @param unavailable from the kill until the first write to what the dead server had served
/// @param firings of each row of the Replica table, over the whole run
/// @param readback what a fresh client found
/// @param fsck what the surviving files prove
record DemoReport(
    Loader.Summary load,
    Duration restoring,
    Duration unavailable,
    Map<String, Long> firings,
    Readback readback,
    FsckReport fsck) {

  /// True if both proofs found everything.
  boolean ok() {
    return readback.ok() && fsck.ok();
  }

  Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("acknowledged", Json.of(load.acknowledged()));
    fields.put("lost", Json.of(Math.max(readback.missing(), fsck.keys().lost())));
    fields.put("under_replicated", Json.of(fsck.keys().underReplicated()));
    fields.put("restore_seconds", Json.of(restoring.toMillis() / 1e3));
    fields.put("unavailable_seconds", Json.of(unavailable.toMillis() / 1e3));
    fields.put("max_write_stall_millis", Json.of(load.maxMicros() / 1e3));
    fields.put("writes_per_second", Json.of(load.perSecond()));
    fields.put("p50_micros", Json.of(load.p50Micros()));
    fields.put("p99_micros", Json.of(load.p99Micros()));
    fields.put("firings", Json.of(firings));
    return new Json.Fields(fields);
  }

  /// The proofs, for people.
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "What it had served was served by others %.2f s after the"
        + " kill", unavailable.toMillis() / 1e3));
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
