package dev.goalkeeper.store.backup;

import dev.goalkeeper.store.wire.ReplicaId;
import java.util.LinkedHashMap;
import java.util.Map;

/// The highest generation that was freed of each segment, so that a late OPEN brings none back.
///
/// Bounded, and the longest ago is forgotten first: an OPEN is late by what a connection holds, and
/// never by so many frees.
final class FreedGenerations {
  /// As many frees as empty the largest sensible disk, half a terabyte of 8 MiB frames.
  static final int SEGMENTS_MAX = 1 << 16;

  private final Map<SegmentKey, Integer> generations = new LinkedHashMap<>();

  void add(ReplicaId replica) {
    SegmentKey key = SegmentKey.of(replica);
    int generation = Math.max(replica.generation(), highest(key));
    generations.remove(key);
    generations.put(key, generation);
    if (generations.size() > SEGMENTS_MAX) {
      generations.remove(generations.keySet().iterator().next());
    }
  }

  /// Whether that replica, or a later one of its segment, was freed.
  boolean covers(ReplicaId replica) {
    return replica.generation() <= highest(SegmentKey.of(replica));
  }

  private int highest(SegmentKey key) {
    return generations.getOrDefault(key, 0);
  }
}
