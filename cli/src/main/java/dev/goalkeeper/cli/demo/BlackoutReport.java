package dev.goalkeeper.cli.demo;

import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.store.fsck.FsckReport;
import dev.goalkeeper.store.wire.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// What came out of a [Blackout].
///
/// @param powerCut whether memory went with the processes
/// @param load how the loading went until then
/// @param fsck what the files prove
/// @param again how the cluster fared that was started on them
record BlackoutReport(Mode mode, boolean powerCut, Loader.Summary load, FsckReport fsck,
    SecondStart.Result again) {
  /// True if all that was acknowledged is there, in enough copies, and was read.
  boolean ok() {
    return fsck.ok() && again.ok() && load.acknowledged() > 0;
  }

  Json json() {
    var fields = new LinkedHashMap<String, Json>();
    fields.put("acknowledged", Json.of(load.acknowledged()));
    fields.put("lost", Json.of(Math.max(fsck.keys().lost(), again.readback().missing())));
    fields.put("under_replicated", Json.of(fsck.keys().underReplicated()));
    fields.put("incomplete_logs", Json.of(fsck.incomplete().size()));
    fields.put("restart_seconds", Json.of(again.took().toMillis() / 1e3));
    fields.put("read_back", Json.of(again.readback().found()));
    fields.put("writes_per_second", Json.of(load.perSecond()));
    fields.put("p50_micros", Json.of(load.p50Micros()));
    fields.put("p99_micros", Json.of(load.p99Micros()));
    return new Json.Fields(fields);
  }

  /// For people.
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(String.format(Locale.ROOT, "fsck found %,d of %,d keys on disk, %,d of them in at "
        + "least %d directories", fsck.keys().found(), fsck.keys().sought(),
        fsck.keys().found() - fsck.keys().underReplicated(), fsck.replicas()));
    if (again.waiting().isEmpty()) {
      lines.add(String.format(Locale.ROOT, "A fresh client of the cluster that was started again "
          + "read back %,d of %,d keys as acknowledged", again.readback().found(),
          again.readback().sought()));
    }
    if (!fsck.ok()) {
      lines.addAll(fsck.lines());
    }
    if (!fsck.ok() && powerCut && mode == Mode.BUFFERED) {
      lines.add("That is how it should be: a buffered cluster does not outlive a power cut of all "
          + "machines. One with --mode synced does");
    }
    return lines;
  }
}
