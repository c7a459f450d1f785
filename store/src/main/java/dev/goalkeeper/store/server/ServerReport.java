package dev.goalkeeper.store.server;

import dev.goalkeeper.store.backup.BackupService;
import dev.goalkeeper.store.backup.BackupStatus;
import dev.goalkeeper.store.cleaner.CleanerStatus;
import dev.goalkeeper.store.log.LogCounters;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.master.MasterStatus;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.replication.ReplicationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// A server's status in words.
final class ServerReport {
  /// Segments that a status lists: those that are not whole first. The rest is counted.
  private static final int SEGMENTS_LISTED_MAX = 200;

  private final Report report = new Report();

  private ServerReport() {}

  static Report of(StoreServer server) {
    var made = new ServerReport();
    made.server(server);
    server.parts().ifPresent(parts -> {
      made.master(parts.master().status());
      made.cleaner(parts.cleaner().status());
      made.index(parts.pages());
      made.replication(parts.replication().status());
      made.backup(parts.backup().status());
      made.disk(parts.backup());
      made.report.put("garbage", parts.garbage().count());
    });
    Tasks.list(made.report, server.pool());
    return made.report;
  }

  private void server(StoreServer server) {
    report.line("server %s of cluster '%s' at %s%s".formatted(
            server.id(), server.options().cluster(), server.address(),
            server.parts().isPresent() ? "" : ", not serving yet"))
        .put("role", "server").put("id", server.id()).put("cluster", server.options().cluster())
        .put("address", server.address()).put("domain", server.options().domain())
        .put("serving", server.parts().isPresent())
        .put("list_version", server.members().list().version());
    server.enlisted().map(told -> told.mode().name().toLowerCase(Locale.ROOT)).ifPresent(
        mode -> report.line("  %s".formatted(mode)).put("mode", mode));
    List<Peer> up = server.members().up();
    report.line("  list version %d, %d up: %s".formatted(
        server.members().list().version(), up.size(), up.stream().map(Peer::id).toList()));
    report.put("up", up.stream().map(Peer::id).toList());
  }

  private void master(MasterStatus status) {
    report.line("tablets");
    List<Object> tablets = report.list("tablets");
    for (MasterStatus.TabletLine line : status.tablets()) {
      report.line("  %s: %s, %,d objects".formatted(line.table(), line.tablet(), line.objects()));
      tablets.add(Report.object("table", line.table(),
          "first", CoordinatorReport.hex(line.tablet().firstHash()),
          "last", CoordinatorReport.hex(line.tablet().lastHash()), "objects", line.objects()));
    }
    if (status.leaving() > 0) {
      report.line("  the memory of %d tablets that are served no more is being given back"
          .formatted(status.leaving()));
    }
    report.put("leaving", status.leaving());
    LogCounters log = status.log();
    report.line("log: %,d entries, %,d bytes, %d of %d segments in memory, %d answers held"
        .formatted(log.entries(), log.bytes(), log.segmentsLive(), log.segmentsMax(),
            status.heldAnswers()));
    report.put("log", Report.object("entries", log.entries(), "bytes", log.bytes(),
        "segments_opened", log.segmentsOpened(), "segments_live", log.segmentsLive(),
        "segments_max", log.segmentsMax(), "held_answers", status.heldAnswers()));
    report.line("exactly once: %,d results of %,d clients"
        .formatted(status.results(), status.clients()));
    report.put("exactly_once",
        Report.object("clients", status.clients(), "results", status.results()));
  }

  private void cleaner(CleanerStatus status) {
    double full = 100.0 * status.objectBytes() / status.objectBytesMax();
    report.line(("memory: objects take %,d bytes, %.0f %% of what they may; %d segments free, "
            + "%d on their way out; %d cleaned and %d freed so far, %,d bytes moved for it")
            .formatted(status.objectBytes(), full, status.freeSegments(),
                status.retiredSegments(), status.cleaned(), status.freed(), status.movedBytes()));
    report.put("memory", Report.object(
        "object_bytes", status.objectBytes(), "object_bytes_max", status.objectBytesMax(),
        "segments_free", status.freeSegments(), "segments_retired", status.retiredSegments(),
        "segments_cleaned", status.cleaned(), "segments_freed", status.freed(),
        "moved_bytes", status.movedBytes()));
  }

  private void index(SegmentMemory pages) {
    long taken = (long) pages.slicesTaken() * pages.sliceBytes();
    long most = (long) pages.slicesMax() * pages.sliceBytes();
    report.line("index: %,d of %,d bytes".formatted(taken, most));
    report.put("index", Report.object("bytes", taken, "bytes_max", most));
  }

  private void replication(ReplicationStatus status) {
    List<ReplicationStatus.SegmentLine> listed = new ArrayList<>();
    for (boolean whole : new boolean[] {false, true}) {
      status.segments().stream()
          .filter(line -> line.whole() >= status.replicas() == whole)
          .limit(SEGMENTS_LISTED_MAX - listed.size()).forEach(listed::add);
    }
    String width = status.domainWidth().toLowerCase(Locale.ROOT);
    report.line(
        ("replication: %d replicas, one to a %s; %d segments, %d not whole; "
            + "%d replicas lost, %d restored; answers waited %,d ms at the most; epoch %s")
            .formatted(status.replicas(), width, status.segments().size(),
                status.underReplicated(), status.lostReplicas(), status.restoredReplicas(),
                TimeUnit.NANOSECONDS.toMillis(status.longestHeldNanos()), status.epoch()));
    if (status.homeless() > 0) {
      report.line(("  %d replicas WAIT for a backup, and writes with them: %d replicas need as "
          + "many failure domains (%s) up beside this server, with room on their disks; start "
          + "more servers")
          .formatted(status.homeless(), status.replicas(), width));
    }
    listed.forEach(this::segment);
    report.put("replication", Report.object(
        "replicas", status.replicas(), "domain_width", width,
        "segments_total", status.segments().size(), "under_replicated", status.underReplicated(),
        "repairing", status.repairing(), "waiting_for_a_backup", status.homeless(),
        "lost", status.lostReplicas(), "restored", status.restoredReplicas(),
        "longest_held_micros", TimeUnit.NANOSECONDS.toMicros(status.longestHeldNanos()),
        "epoch", status.epoch(),
        "segments", listed.stream().map(ServerReport::json).toList()));
  }

  private void segment(ReplicationStatus.SegmentLine line) {
    report.line("  %s: %,d bytes, %s, %d whole%s, on %s".formatted(
        line.task(), line.queued().bytes(), line.queued().closed() ? "closed" : "open",
        line.whole(), line.repairing() ? ", answers wait for its repair" : "",
        line.replicas().stream().map(ReplicationStatus.ReplicaLine::backup).toList()));
  }

  private static Object json(ReplicationStatus.SegmentLine line) {
    List<Object> replicas = new ArrayList<>();
    for (ReplicationStatus.ReplicaLine replica : line.replicas()) {
      replicas.add(Report.object("task", replica.task(), "backup", replica.backup(),
          "sent", replica.sent().bytes(), "committed", replica.committed().bytes()));
    }
    return Report.object("task", line.task(), "segment", line.id().value(),
        "bytes", line.queued().bytes(), "closed", line.queued().closed(), "whole", line.whole(),
        "repairing", line.repairing(),
        "replicas", replicas);
  }

  private void backup(BackupStatus status) {
    report.line(
        ("backup: %d of %d frames free, %d replicas open, %d closed, %d incomplete; "
            + "%d of them from an earlier life")
            .formatted(status.framesFree(), status.framesTotal(), status.open(), status.closed(),
                status.incomplete(), status.adopted()));
    report.put("frames", Report.object("free", status.framesFree(), "total", status.framesTotal(),
        "open", status.open(), "closed", status.closed(), "incomplete", status.incomplete(),
        "adopted", status.adopted()));
  }

  private void disk(BackupService backup) {
    report.put("condemned_files", List.copyOf(backup.condemned()))
        .put("damaged_replicas", backup.damaged());
    backup.condemned().forEach(file -> report.line("  " + file
        + " is CONDEMNED: the disk does not keep it, and nothing in it is acknowledged any more"));
    if (backup.damaged() > 0) {
      report.line("  %d replicas were found DAMAGED, and do not count; fsck names them"
          .formatted(backup.damaged()));
    }
  }
}
