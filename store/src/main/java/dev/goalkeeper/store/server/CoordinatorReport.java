package dev.goalkeeper.store.server;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.coordinator.CoordinatorStatus;
import dev.goalkeeper.store.recovery.RecoveryStatus;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A coordinator's status in words.
final class CoordinatorReport {
  private final Report report = new Report();

  private CoordinatorReport() {}

  static Report of(CoordinatorStatus status, List<RecoveryStatus> recoveries, Pool pool) {
    var made = new CoordinatorReport();
    made.cluster(status);
    made.servers(status);
    made.tables(status);
    made.dropping(status);
    made.recoveries(recoveries);
    Tasks.list(made.report, pool);
    return made.report;
  }

  static Report standby(String cluster, Pool pool) {
    var report = new Report()
        .line("coordinator of cluster '%s', a standby: another one leads, or nobody yet"
            .formatted(cluster))
        .put("role", "coordinator").put("cluster", cluster).put("leads", false);
    Tasks.list(report, pool);
    return report;
  }

  private void cluster(CoordinatorStatus status) {
    String width = status.domainWidth().name().toLowerCase(Locale.ROOT);
    String mode = status.mode().name().toLowerCase(Locale.ROOT);
    report.line("coordinator of cluster '%s', %s".formatted(status.cluster(), mode))
        .line("  leads in term %d; %d decisions are being recorded"
            .formatted(status.term(), status.pending()))
        .line("  %d replicas of each segment, segments of %,d bytes"
            .formatted(status.replicas(), status.segmentBytes()))
        .line("  failure domain: %s, %d of them up".formatted(width, status.domains()))
        .put("role", "coordinator").put("cluster", status.cluster()).put("leads", true)
        .put("term", status.term()).put("pending", status.pending())
        .put("mode", mode)
        .put("replicas", status.replicas()).put("segment_bytes", status.segmentBytes())
        .put("domain_width", width).put("domains", status.domains())
        .put("list_version", status.membership().version());
  }

  private void servers(CoordinatorStatus status) {
    report.line("servers, list version %d".formatted(status.membership().version()));
    List<Object> servers = report.list("servers");
    for (Member member : status.membership().members()) {
      Epoch epoch = status.epochs().getOrDefault(member.id(), Epoch.NONE);
      Integer left = status.draining().get(member.id());
      report.line("  %-8s %-8s %s %s%s%s".formatted(member.id(), member.up() ? "up" : "crashed",
          member.address(), member.domain(),
          epoch.equals(Epoch.NONE) ? "" : "  open replicas count from epoch " + epoch,
          left == null ? "" : "  is being drained, %d tablets left".formatted(left)));
      servers.add(Report.object("id", member.id(), "up", member.up(),
          "address", member.address(), "domain", member.domain(), "epoch", epoch,
          "draining", left != null));
    }
  }

  private void tables(CoordinatorStatus status) {
    report.line("tables");
    List<Object> tables = report.list("tables");
    for (Table table : status.tables()) {
      List<Object> tablets = new ArrayList<>();
      report.line("  %s (%s)".formatted(table.name(), table.id()));
      for (Tablet tablet : table.tablets()) {
        report.line("    %s".formatted(tablet));
        tablets.add(Report.object("first", hex(tablet.firstHash()), "last", hex(tablet.lastHash()),
            "owner", tablet.owner()));
      }
      tables.add(
          Report.object("name", table.name(), "id", table.id().value(), "tablets", tablets));
    }
  }

  private void dropping(CoordinatorStatus status) {
    status.dropping().forEach(name ->
        report.line("  %s is being dropped: servers are told to forget it".formatted(name)));
    report.put("dropping", status.dropping());
  }

  private void recoveries(List<RecoveryStatus> all) {
    report.line("recoveries, %d".formatted(all.size()));
    List<Object> recoveries = report.list("recoveries");
    for (RecoveryStatus each : all) {
      report.line("  of %s: %s".formatted(each.crashed(), each.text()));
      recoveries.add(Report.object("crashed", each.crashed(), "number", each.number(),
          "incomplete", each.incomplete(), "parts", each.parts(), "done", each.done(),
          "text", each.text()));
    }
  }

  static String hex(long hash) {
    return "%016x".formatted(hash);
  }
}
