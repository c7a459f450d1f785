package dev.goalkeeper.store.backup;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.WriteReplica;
import dev.goalkeeper.store.wire.WriteReplica.Step;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Openings that wait for frames while a file with some is being made. After a backup's death many
/// come at once; filling a file takes hundreds of milliseconds, and what is written to the replicas
/// that are here already must not wait that long.
///
/// They are taken in anew, in their order, once the file is there or has failed: what came
/// meanwhile counts. For the pool's thread.
final class WaitingOpenings {
  /// Several times what a master has in flight, for a handful of masters; each has at most a chunk,
  /// and all but the openings of heads have no bytes.
  static final int MAX = 64;

  /// Frames that replacements leave to heads while more are being made: writers wait for these. A
  /// file lasts until the next one is there if no more than two heads roll meanwhile.
  static final int SPARE_FRAMES = 2;

  private final Pool pool;
  private final FrameStore store;
  private final BiConsumer<WriteReplica, Responder> again;
  private List<Waiting> waiting = new ArrayList<>();

  private record Waiting(WriteReplica opening, Responder responder) {}

  /// @param again takes a write in as if it had just come
  WaitingOpenings(Pool pool, FrameStore store, BiConsumer<WriteReplica, Responder> again) {
    this.pool = pool;
    this.store = store;
    this.again = again;
  }

  /// True if the write will be taken in later. Beyond the limit nothing waits here, but in the
  /// store, and all others with it.
  boolean hold(WriteReplica write, Responder responder) {
    if (!write.opens() || waiting.size() == MAX || !store.growing(spare(write))) {
      return false;
    }
    waiting.add(new Waiting(copy(write), responder));
    if (waiting.size() == 1) {
      store.whenGrown(() -> pool.event("frames are made", this::takeIn));
    }
    return true;
  }

  private static int spare(WriteReplica opening) {
    return opening.step() == Step.OPEN_REPLACEMENT ? SPARE_FRAMES : 0;
  }

  private void takeIn() {
    List<Waiting> ready = waiting;
    waiting = new ArrayList<>();
    ready.forEach(each -> again.accept(each.opening(), each.responder()));
  }

  /// The bytes of a message are gone once its receiver returns.
  private static WriteReplica copy(WriteReplica write) {
    var data = MemorySegment.ofArray(write.data().toArray(ValueLayout.JAVA_BYTE));
    return new WriteReplica(write.replica(), write.step(), write.epoch(), write.offset(), data,
        write.certificate());
  }
}
