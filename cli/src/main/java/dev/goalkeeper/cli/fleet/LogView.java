package dev.goalkeeper.cli.fleet;

import dev.goalkeeper.cli.console.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What one server says about its log and the replicas of it.
///
/// @param bytes of its log
/// @param rolls how often its head was rolled
/// @param lost replicas that died with their backups so far
/// @param restored of them, how many were made anew
/// @param backups servers that it knows as up or has replicas with, by id
/// @param underReplicated segments of which not all replicas are complete
/// @param incomplete their tasks
record LogView(
    long bytes,
    long rolls,
    long lost,
    long restored,
    Set<String> backups,
    long underReplicated,
    List<String> incomplete) {
  LogView {
    backups = Set.copyOf(backups);
    incomplete = List.copyOf(incomplete);
  }

  /// Reads a server's status.
  static LogView of(Json status) {
    Json replication = status.at("replication");
    var backups = new TreeSet<String>();
    status.at("up").items().forEach(id -> backups.add(id.text()));
    List<String> incomplete = new ArrayList<>();
    for (Json segment : replication.at("segments").items()) {
      if (segment.at("whole").number() < replication.at("replicas").number()) {
        incomplete.add(segment.at("task").text());
      }
      segment.at("replicas").items().forEach(each -> backups.add(each.at("backup").text()));
    }
    return new LogView(
        status.at("log").at("bytes").number(),
        Math.max(0, status.at("log").at("segments_opened").number() - 1),
        replication.at("lost").number(),
        replication.at("restored").number(),
        backups,
        replication.at("under_replicated").number(),
        incomplete);
  }

  /// True if it relies on that server, as far as it knows.
  boolean uses(String backup) {
    return backups.contains(backup);
  }

  boolean whole() {
    return underReplicated == 0;
  }
}
