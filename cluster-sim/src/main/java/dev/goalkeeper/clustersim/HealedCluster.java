package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.List;
import java.util.Map;

/// What has to hold once nothing goes wrong any more.
///
/// @param acknowledged how far each master's log is acknowledged
record HealedCluster(
    List<SimServer> servers,
    DiskView disks,
    SimNetwork network,
    SimCoordinator coordinator,
    Map<ServerId, LogPosition> acknowledged) {

  /// Whether everybody knows the dead, all segments have their replicas, all answers are out, and
  /// nothing that was freed is kept.
  boolean healed() {
    return servers.stream().noneMatch(this::zombie)
        && servers.stream().filter(other -> !other.alive()).noneMatch(this::anybodyKnows)
        && allWhole() && leftovers().isEmpty();
  }

  private boolean zombie(SimServer server) {
    return server.alive() && !coordinator.up(server.id());
  }

  private boolean anybodyKnows(SimServer dead) {
    return servers.stream().filter(SimServer::alive).anyMatch(live -> live.knows(dead.id()));
  }

  private boolean allWhole() {
    return servers.stream().filter(SimServer::alive).allMatch(SimServer::whole);
  }

  /// Who is not, in words.
  String unhealed() {
    var text = new StringBuilder();
    for (SimServer server : servers) {
      if (server.alive()) {
        server.pool().tasks().stream()
            .map(task -> server.pool().explain(task))
            .filter(words -> words.contains("(waits)") || words.contains("(fires)"))
            .forEach(text::append);
      }
    }
    servers.stream().filter(this::zombie)
        .forEach(zombie -> text.append(zombie.id()).append(" was given up and lives; "));
    return text.append(leftovers()).toString();
  }

  /// Distinct live backups, and nothing acknowledged is lost, also of dead masters; and nobody
  /// holds on to a connection to the dead.
  void check() {
    servers.stream().filter(SimServer::alive).forEach(this::checkHungUp);
    for (SimServer master : servers) {
      for (LogSegment segment : master.log().segments()) {
        if (!segment.retired()) {
          checkSegment(master, segment);
        }
      }
    }
  }

  /// Replicas that live backups keep for live masters, beyond those that the masters know of.
  private List<String> leftovers() {
    return servers.stream().filter(SimServer::alive).flatMap(master ->
        disks.of(master.id()).keySet().stream()
            .flatMap(segment -> kept(master, segment).stream())).toList();
  }

  private List<String> kept(SimServer master, SegmentId segment) {
    return disks.holders(master.id(), segment).entrySet().stream()
        .filter(held -> server(held.getKey()).alive())
        .filter(held -> !master.keeps(segment, held.getKey()))
        .map(held -> held.getValue().replica() + " at " + held.getKey()).toList();
  }

  private void checkHungUp(SimServer live) {
    for (SimServer other : servers) {
      if (!other.alive() && network.waits(live.member().address(), other.member().address())) {
        throw new AssertionError(live.id() + " still waits for answers of " + other.id()
            + ", which is dead");
      }
    }
  }

  private void checkSegment(SimServer master, LogSegment segment) {
    LogPosition upTo = acknowledged.getOrDefault(master.id(), new LogPosition(SegmentId.NONE, 0));
    int order = segment.id().compareTo(upTo.segment());
    int needed = order < 0 ? segment.length() : order == 0 ? upTo.offset() : 0;
    long live = disks.holders(master.id(), segment.id()).entrySet().stream()
        .filter(held -> server(held.getKey()).alive() && !held.getKey().equals(master.id()))
        .filter(held -> held.getValue().complete()
            && held.getValue().certificate().length() >= needed)
        .count();
    if (live < (master.alive() ? master.replicas() : needed > 0 ? 1 : 0)) {
      throw new AssertionError("segment " + segment.id() + " of " + master.id() + " has " + live
          + " live replicas with its " + needed + " acknowledged bytes");
    }
  }

  private SimServer server(ServerId id) {
    return servers.get(id.index() - 1);
  }
}
