package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.log.FrameReading;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Walks every frame of every directory, and sorts what is sound by master and segment.
final class FrameScan {
  private final Directories directories;
  private final Map<ServerId, NavigableMap<SegmentId, List<FoundReplica>>> sound = new TreeMap<>();
  private final List<CorruptReplica> corrupt = new ArrayList<>();
  private final List<String> doubts = new ArrayList<>();
  private int replicas;
  private long bytes;

  FrameScan(Directories directories) {
    this.directories = directories;
    for (int directory = 0; directory < directories.count(); directory++) {
      for (Frame frame : directories.store(directory).used()) {
        scan(directory, FrameReading.of(frame));
      }
    }
  }

  /// The logs that count, among them those that have to be there, and of which nothing was found.
  List<MasterLog> logs(Holdings holdings) {
    SortedSet<ServerId> masters = new TreeSet<>(sound.keySet());
    masters.removeIf(master -> !holdings.counts(master));
    masters.addAll(holdings.owners());
    return masters.stream().map(master -> new MasterLog(
        master, sound.getOrDefault(master, Collections.emptyNavigableMap()), holdings)).toList();
  }

  /// Masters of which anything was found.
  int masters() {
    return sound.size();
  }

  /// Sound replicas of logs that do not count.
  int leftBehind(Holdings holdings) {
    return sound.entrySet().stream().filter(each -> !holdings.counts(each.getKey()))
        .flatMap(each -> each.getValue().values().stream()).mapToInt(List::size).sum();
  }

  List<CorruptReplica> corrupt() {
    return corrupt;
  }

  /// Frames of which not all counts, and why, a line each.
  List<String> doubts() {
    return doubts;
  }

  /// Sound replicas.
  int replicas() {
    return replicas;
  }

  /// That those certify.
  long bytes() {
    return bytes;
  }

  /// Replacements under construction are no replicas yet, sound or not.
  private void scan(int directory, FrameReading reading) {
    switch (reading) {
      case FrameReading.Sound sound when sound.metadata().complete() -> sound(directory, sound);
      case FrameReading.Corrupt damaged when damaged.claimed().complete() ->
          corrupt(directory, damaged);
      case FrameReading.Forgotten forgotten when forgotten.claimed().complete() ->
          forgotten(directory, forgotten);
      case FrameReading.Sound _ -> {}
      case FrameReading.Corrupt _ -> {}
      case FrameReading.Forgotten _ -> {}
    }
  }

  private void sound(int directory, FrameReading.Sound found) {
    FrameMetadata metadata = found.metadata();
    replicas++;
    bytes += metadata.certificate().length();
    segments(metadata).computeIfAbsent(metadata.replica().segment(), _ -> new ArrayList<>()).add(
        new FoundReplica(directory, found.frame().where(), metadata, found.certified()));
    if (found.fellBack()) {
      doubts.add(place(directory, found) + ": its newer metadata vouches for "
          + found.claimed().certificate().length() + " bytes of replica "
          + found.claimed().replica() + " that are not all there, the older for "
          + metadata.certificate().length() + " that are, and those count; a power cut leaves that"
          + " behind, and without one the bytes are damaged");
    }
    if (found.hadFallenBack()) {
      doubts.add(place(directory, found) + ": as a server started its newer metadata vouched for"
          + " bytes of replica " + metadata.replica() + " that were not all there; "
          + metadata.certificate().length() + " count now; a power cut leaves that behind, and"
          + " without one the bytes were damaged");
    }
  }

  private void corrupt(int directory, FrameReading.Corrupt found) {
    segments(found.claimed());
    corrupt.add(new CorruptReplica(directories.name(directory), found.frame().where(),
        "replica " + found.claimed().replica() + " at byte " + found.offset() + ": " + found.why()
            + (found.torn() ? "; if the power was cut, a write that nobody was told of" : "")));
  }

  private void forgotten(int directory, FrameReading.Forgotten found) {
    segments(found.claimed());
    doubts.add(place(directory, found) + ": replica " + found.claimed().replica()
        + " was not forced to the disk before the machine booted again, and does not count");
  }

  /// A master of which nothing counts is one whose log is incomplete: it gets a row of its own.
  private Map<SegmentId, List<FoundReplica>> segments(FrameMetadata metadata) {
    return sound.computeIfAbsent(metadata.replica().master(), _ -> new TreeMap<>());
  }

  private String place(int directory, FrameReading reading) {
    return directories.name(directory) + "/" + reading.frame().where();
  }
}
