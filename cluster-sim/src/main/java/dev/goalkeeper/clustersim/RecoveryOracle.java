package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.log.EntryType;
import dev.goalkeeper.store.log.EntryWalker;
import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Asks at any moment what a recovery of a master's log would find if the master died now: on the
/// disks of the live servers, and with any disk of a dead one that comes back. It would take the
/// lowest open replica that counts for the head, and trust its digest.
final class RecoveryOracle {
  private final DiskView disks;
  private final SimCoordinator coordinator;
  private final Predicate<ServerId> alive;
  private final Map<DiskView.Key, List<SegmentId>> digests = new HashMap<>();

  RecoveryOracle(DiskView disks, SimCoordinator coordinator, Predicate<ServerId> alive) {
    this.disks = disks;
    this.coordinator = coordinator;
    this.alive = alive;
  }

  /// A segment's digest lies in its opening, and outlives the segment here.
  void met(LogSegment segment) {
    digests.computeIfAbsent(
        new DiskView.Key(segment.master(), segment.id()), key -> digest(segment));
  }

  /// @param acknowledged the last position of the master's log on which an answer rests
  void check(ServerId master, LogPosition acknowledged) {
    NavigableMap<SegmentId, Map<ServerId, FrameMetadata>> log = disks.of(master);
    SegmentId head = SegmentId.NONE;
    for (var segment : log.entrySet()) {
      boolean onLive = segment.getValue().entrySet().stream()
          .anyMatch(held -> alive.test(held.getKey()) && heads(master, held.getValue()));
      head = onLive && head.equals(SegmentId.NONE) ? segment.getKey() : head;
    }
    boolean began = !acknowledged.segment().equals(SegmentId.NONE);
    require(!began || !head.equals(SegmentId.NONE),
        () -> "no head: no live server has an open replica of " + master
            + " that counts from epoch "
            + coordinator.epoch(master));
    for (var segment : log.entrySet()) {
      if (head.equals(SegmentId.NONE) || segment.getKey().compareTo(head) <= 0) {
        segment.getValue().forEach((holder, held) -> checkHead(holder, held, acknowledged));
      }
    }
  }

  private void checkHead(ServerId holder, FrameMetadata held, LogPosition acknowledged) {
    ServerId master = held.replica().master();
    if (!heads(master, held)) {
      return;
    }
    Supplier<String> name = () -> held.replica() + " of epoch " + held.epoch() + " at "
        + (alive.test(holder) ? "" : "dead ") + holder + ", counted from "
        + coordinator.epoch(master) + ",";
    int order = held.replica().segment().compareTo(acknowledged.segment());
    require(order >= 0, () -> "stale head: " + name.get() + " is open, and " + acknowledged
        + " is acknowledged");
    require(order > 0 || held.certificate().length() >= acknowledged.offset(), () -> "short head: "
        + name.get() + " has " + held.certificate().length() + " bytes, and " + acknowledged
        + " is acknowledged");
    var key = new DiskView.Key(master, held.replica().segment());
    for (SegmentId member : digests.getOrDefault(key, List.of())) {
      require(usable(master, member, holder, acknowledged),
          () -> "incomplete: the digest of " + name.get() + " names segment " + member
              + ", of which there is " + disks.holders(master, member));
    }
  }

  /// Whether some copy on a live disk, or on the one that has come back, has all that is
  /// acknowledged.
  private boolean usable(
      ServerId master, SegmentId segment, ServerId back, LogPosition acknowledged) {
    int needed = segment.equals(acknowledged.segment()) ? acknowledged.offset() : 0;
    return disks.holders(master, segment).entrySet().stream()
        .filter(held -> alive.test(held.getKey()) || held.getKey().equals(back))
        .map(Map.Entry::getValue)
        .anyMatch(held -> held.complete() && held.certificate().length() >= needed
            && (held.closed() || heads(master, held)));
  }

  /// Whether a recovery could take the replica for the head.
  private boolean heads(ServerId master, FrameMetadata held) {
    return held.complete() && !held.closed()
        && coordinator.epoch(master).admits(new Epoch(held.replica().segment(), held.epoch()));
  }

  private static List<SegmentId> digest(LogSegment segment) {
    int length = segment.opening().length();
    var walker = new EntryWalker(segment.bytes(0, length), segment.master(), segment.id());
    while (walker.next(length)) {
      if (walker.entry().type() == EntryType.DIGEST) {
        return walker.entry().digest().segments();
      }
    }
    throw new AssertionError("segment " + segment.id() + " begins without a digest");
  }

  /// The words are made only for one that does not hold: it asks after every message.
  private static void require(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise.get());
    }
  }
}
