package dev.goalkeeper.store.recovery;

import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Inventory;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What a dead master's log consists of, going by what its backups say they have.
///
/// A closed replica always counts, an open one if the recorded epoch admits it. The lowest segment
/// with an open one that counts is the head: nothing acknowledged lies beyond it. Its digest names
/// the segments that belong to the log, and each of them must be there; others were freed, and what
/// is left of them is of no use.
sealed interface LogPlan {

  /// All of it is there.
  ///
  /// @param segments and where to read each, the best replica first
  record Complete(List<RecoverTablets.Source> segments) implements LogPlan {
    static final Complete NOTHING = new Complete(List.of());
  }

  /// Something is missing; it may still come.
  ///
  /// @param why in words
  record Incomplete(String why) implements LogPlan {}

  /// One replica that counts.
  record Copy(ServerId backup, Inventory.Held held) {
    static final Comparator<Copy> BEST_FIRST =
        Comparator.<Copy, Boolean>comparing(copy -> copy.held().closed())
            .thenComparingInt(copy -> copy.held().length()).reversed()
            .thenComparing(Copy::backup);

    boolean asGoodAs(Copy other) {
      return held.closed() == other.held.closed() && held.length() == other.held.length();
    }

    RecoverTablets.Replica source() {
      return new RecoverTablets.Replica(backup, held.generation());
    }
  }

  /// Puts together what the backups have told.
  ///
  /// @param recorded which open replicas count
  static LogPlan of(Map<ServerId, Inventory> told, Epoch recorded) {
    NavigableMap<SegmentId, List<Copy>> found = new TreeMap<>();
    told.forEach((backup, inventory) -> inventory.replicas().stream()
        .filter(held -> counts(held, recorded))
        .forEach(held -> found.computeIfAbsent(held.segment(), id -> new ArrayList<>())
            .add(new Copy(backup, held))));
    List<Copy> heads = found.values().stream()
        .map(copies -> copies.stream().filter(copy -> !copy.held().closed()).toList())
        .filter(open -> !open.isEmpty()).findFirst().orElse(List.of());
    if (heads.isEmpty()) {
      return new Incomplete("no head was found among the replicas of " + told.size()
          + " backups, of epoch " + recorded + " or later");
    }
    List<SegmentId> digest = heads.getFirst().held().digest();
    if (heads.stream().anyMatch(copy -> !copy.held().digest().equals(digest))) {
      return new Incomplete("the replicas of its head, segment "
          + heads.getFirst().held().segment() + ", name different segments");
    }
    return follow(digest, found);
  }

  private static LogPlan follow(List<SegmentId> digest, Map<SegmentId, List<Copy>> found) {
    List<SegmentId> missing = digest.stream().filter(id -> !found.containsKey(id)).toList();
    if (!missing.isEmpty()) {
      return new Incomplete("of " + digest.size() + " segments nobody has "
          + missing.subList(0, Math.min(missing.size(), 20))
          + (missing.size() > 20 ? " and more" : ""));
    }
    return new Complete(digest.stream()
        .map(id -> source(id, found.getOrDefault(id, List.of()))).toList());
  }

  /// Those that are as good as the best take turns, segment by segment: else a few backups would
  /// read most of the log.
  private static RecoverTablets.Source source(SegmentId id, List<Copy> copies) {
    List<Copy> best = new ArrayList<>(copies);
    best.sort(Copy.BEST_FIRST);
    int equals = (int) best.stream().filter(copy -> copy.asGoodAs(best.getFirst())).count();
    Collections.rotate(best.subList(0, equals), (int) (id.value() % equals));
    return new RecoverTablets.Source(
        id, best.stream().limit(Limits.SOURCES_MAX).map(Copy::source).toList());
  }

  private static boolean counts(Inventory.Held held, Epoch recorded) {
    return held.closed() || recorded.admits(new Epoch(held.segment(), held.epoch()));
  }
}
