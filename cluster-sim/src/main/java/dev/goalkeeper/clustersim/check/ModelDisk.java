package dev.goalkeeper.clustersim.check;

import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.SegmentId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one backup holds, and what it answers: as the backup service does, without a byte of data.
final class ModelDisk {
  private final Map<SegmentId, Held> held = new TreeMap<>();
  private final Map<SegmentId, ReplicaId> freed = new TreeMap<>();
  private boolean alive = true;

  /// One replica.
  ///
  /// @param length bytes that are there
  /// @param certified bytes that a certificate covers; recovery sees it if there are any
  record Held(ReplicaId replica, int epoch, int length, int certified, boolean closed) {
    boolean complete() {
      return certified > 0;
    }

    Held with(Write write) {
      return new Held(replica, Math.max(epoch, write.epoch()), Math.max(length, write.to()),
          Math.max(certified, write.certified()), write.closes());
    }
  }

  boolean alive() {
    return alive;
  }

  void die() {
    alive = false;
  }

  /// What it holds of a segment, if anything.
  @Nullable Held of(SegmentId segment) {
    return held.get(segment);
  }

  Reply.ToCommand write(Write write) {
    SegmentId segment = write.replica().segment();
    Held present = held.get(segment);
    boolean older = present != null
        && present.replica().generation() > write.replica().generation();
    if (covers(freed.get(segment), write.replica()) || older) {
      return refused(Refusal.STALE_REPLICA, write);
    }
    if (present != null && present.replica().equals(write.replica())) {
      return extend(present, write);
    }
    if (!write.opens()) {
      return refused(Refusal.NOT_OPEN, write);
    }
    held.put(segment, new Held(write.replica(), 0, 0, 0, false).with(write));
    return new Done();
  }

  Reply.ToCommand free(ReplicaId replica) {
    SegmentId segment = replica.segment();
    if (!covers(freed.get(segment), replica)) {
      freed.put(segment, replica);
    }
    Held present = held.get(segment);
    if (present != null && covers(freed.get(segment), present.replica())) {
      held.remove(segment);
    }
    return new Done();
  }

  private Reply.ToCommand extend(Held present, Write write) {
    boolean gap = write.from() > present.length();
    boolean after = present.closed() && write.to() > present.length();
    if (gap || after) {
      return refused(Refusal.NOT_OPEN, write);
    }
    if (!present.closed()) {
      held.put(write.replica().segment(), present.with(write));
    }
    return new Done();
  }

  private static boolean covers(@Nullable ReplicaId highest, ReplicaId replica) {
    return highest != null && replica.generation() <= highest.generation();
  }

  private static Refused refused(Refusal reason, Write write) {
    return new Refused(reason, "the model refuses " + write);
  }
}
