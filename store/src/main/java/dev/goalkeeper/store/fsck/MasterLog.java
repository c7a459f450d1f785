package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.log.Digest;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The log of one master, put together from the sound replicas of its segments.
///
/// Its head is the lowest segment that no replica says is closed: while the log rolls there are two
/// open ones, and nothing that was acknowledged lies in the upper (invariants I1-I3). A segment
/// that a later digest omits was closed and cleaned since: an open replica of it is what a server
/// that was away has left. The head's digest names the segments that count; others were freed, and
/// what is left of them does not.
final class MasterLog {
  private static final int MISSING_NAMED_MAX = 20;

  private final ServerId master;
  private final Holdings holdings;
  private final NavigableMap<SegmentId, SegmentCopies> segments = new TreeMap<>();
  private final List<SegmentCopies> live = new ArrayList<>();
  private String incomplete = "";

  MasterLog(ServerId master, Map<SegmentId, List<FoundReplica>> found, Holdings holdings) {
    this.master = master;
    this.holdings = holdings;
    found.forEach(this::add);
    SegmentCopies head = segments.entrySet().stream()
        .filter(each -> !each.getValue().closed() && !omitted(each.getKey()))
        .map(Map.Entry::getValue).findFirst().orElse(null);
    Digest digest = head == null ? null : head.digest().orElse(null);
    if (head == null || digest == null) {
      incomplete = "no head was found";
      live.addAll(segments.values());
    } else {
      follow(digest);
      incomplete = head.differing().isEmpty() ? incomplete : "the replicas of its head differ";
    }
  }

  /// Goes through what counts of the segments that the log consists of, as far as they were found.
  void replay(Ledger ledger) {
    for (SegmentCopies segment : live) {
      ledger.replay(segment, entry -> holdings.counts(entry, segment.replica()));
    }
  }

  /// Replicas that were set apart, since they are sound and yet differ from others.
  List<FoundReplica> differing() {
    return live.stream().flatMap(copies -> copies.differing().stream()).toList();
  }

  /// Why the log cannot be recovered in full; empty if it can.
  Optional<String> incomplete() {
    return incomplete.isEmpty()
        ? Optional.empty()
        : Optional.of("the log of master " + master + " is INCOMPLETE: " + incomplete);
  }

  /// Closed replicas count, and open ones of the recorded epoch or a later one; without a record,
  /// those of the highest epoch that anyone has. Others were lost when their backups died, their
  /// master went on without them, and they may lack what came then.
  private void add(SegmentId segment, List<FoundReplica> replicas) {
    Epoch found = new Epoch(
        segment, replicas.stream().mapToInt(each -> each.metadata().epoch()).max().orElse(0));
    Epoch least = holdings.epochs().getOrDefault(master, found);
    List<FoundReplica> counting = replicas.stream().filter(each -> each.metadata().closed()
        || least.admits(new Epoch(segment, each.metadata().epoch()))).toList();
    if (!counting.isEmpty()) {
      segments.put(segment, new SegmentCopies(counting));
    }
  }

  private boolean omitted(SegmentId segment) {
    return segments.tailMap(segment, false).values().stream()
        .flatMap(later -> later.digest().stream())
        .anyMatch(digest -> !digest.segments().contains(segment));
  }

  private void follow(Digest digest) {
    List<SegmentId> missing = new ArrayList<>();
    for (SegmentId member : digest.segments()) {
      SegmentCopies copies = segments.get(member);
      if (copies == null) {
        missing.add(member);
      } else {
        live.add(copies);
      }
    }
    if (!missing.isEmpty()) {
      incomplete = missing.size() + " of " + digest.segments().size()
          + " segments have no sound replica: " + named(missing);
    }
  }

  private static String named(List<SegmentId> missing) {
    int shown = Math.min(missing.size(), MISSING_NAMED_MAX);
    return missing.subList(0, shown) + (shown < missing.size() ? " and more" : "");
  }
}
