package dev.goalkeeper.pools;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/// What a pool's thread is at, for the [Lookout] to see. The pool's thread writes, others read;
/// they may read late, and then look again. Costs two plain stores.
final class Pulse {
  private static final VarHandle BEAT;
  private static final VarHandle TASK;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BEAT = lookup.findVarHandle(Pulse.class, "beat", long.class);
      TASK = lookup.findVarHandle(Pulse.class, "task", Task.class);
    } catch (ReflectiveOperationException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }

  /// Odd while something runs; another number for each thing that does.
  private long beat;

  private @Nullable Task<?> task;

  /// Something begins: a step of the task, or else an event, a result, or a reader.
  void begins(@Nullable Task<?> next) {
    TASK.setOpaque(this, next);
    BEAT.setOpaque(this, beat + 2 | 1);
  }

  /// Nothing runs.
  void rests() {
    TASK.setOpaque(this, null);
    BEAT.setOpaque(this, beat + 1 & ~1L);
  }

  long beat() {
    return (long) BEAT.getOpaque(this);
  }

  static boolean busy(long beat) {
    return (beat & 1) != 0;
  }

  @Nullable Task<?> task() {
    return (Task<?>) TASK.getOpaque(this);
  }
}
