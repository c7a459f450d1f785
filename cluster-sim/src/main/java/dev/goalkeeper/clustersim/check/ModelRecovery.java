package dev.goalkeeper.clustersim.check;

import dev.goalkeeper.store.log.LogPosition;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.SegmentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a recovery would find on any of the disks: it takes the lowest open replica that counts for
/// the head, and needs every segment up to there.
///
/// @param disks of all backups, the dead ones included: any of them may come back
/// @param epoch as the coordinator has it
/// @param acknowledged the last position on which an answer rests
/// @param segments how many there are
record ModelRecovery(
    List<ModelDisk> disks, Epoch epoch, LogPosition acknowledged, int segments) {
  private static final int NONE = 0;

  /// What is wrong with some set of disks: it would lose what is acknowledged, and not say so.
  /// Empty if nothing is.
  String lossFrom() {
    for (int subset = 1; subset < 1 << disks.size(); subset++) {
      String loss = loss(subset);
      if (!loss.isEmpty()) {
        return loss;
      }
    }
    return "";
  }

  /// Whether the disks of the living alone give all of the log.
  boolean completeOnLive() {
    int live = 0;
    for (int i = 0; i < disks.size(); i++) {
      live |= disks.get(i).alive() ? 1 << i : 0;
    }
    int head = head(live);
    return head != NONE && incomplete(live, head) == NONE;
  }

  private String loss(int subset) {
    int head = head(subset);
    if (head == NONE || incomplete(subset, head) != NONE) {
      return "";
    }
    int order = Long.compare(head, acknowledged.segment().value());
    if (order < 0) {
      return "stale head: segment " + head + " is open, and " + acknowledged + " is acknowledged";
    }
    for (int i = 0; order == 0 && i < disks.size(); i++) {
      ModelDisk.Held held = held(subset, i, head);
      if (held != null && heads(held) && held.certified() < acknowledged.offset()) {
        return "short head: a replica of segment " + head + " that counts has "
            + held.certified() + " bytes, and " + acknowledged + " is acknowledged";
      }
    }
    return "";
  }

  private int head(int subset) {
    for (int segment = 1; segment <= segments; segment++) {
      for (int i = 0; i < disks.size(); i++) {
        ModelDisk.Held held = held(subset, i, segment);
        if (held != null && heads(held)) {
          return segment;
        }
      }
    }
    return NONE;
  }

  /// The first segment up to the head of which there is no copy.
  private int incomplete(int subset, int head) {
    for (int segment = 1; segment <= head; segment++) {
      boolean found = false;
      for (int i = 0; i < disks.size(); i++) {
        ModelDisk.Held held = held(subset, i, segment);
        found |= held != null && held.complete() && (held.closed() || heads(held));
      }
      if (!found) {
        return segment;
      }
    }
    return NONE;
  }

  private ModelDisk.@Nullable Held held(int subset, int disk, int segment) {
    return (subset >> disk & 1) == 0 ? null : disks.get(disk).of(new SegmentId(segment));
  }

  private boolean heads(ModelDisk.Held held) {
    return held.complete() && !held.closed()
        && epoch.admits(new Epoch(held.replica().segment(), held.epoch()));
  }
}
