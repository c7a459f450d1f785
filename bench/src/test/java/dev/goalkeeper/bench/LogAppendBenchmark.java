package dev.goalkeeper.bench;

import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.Room;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.SegmentObserver;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Appending a 100-byte object to the log, which begins anew when its memory is full.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogAppendBenchmark {
  private static final TableId TABLE = new TableId(1);
  private static final int SEGMENT_BYTES = 8 << 20;
  private static final long MEMORY_BYTES = 64L << 20;

  private final MemorySegment key = MemorySegment.ofArray(new byte[12]);
  private final MemorySegment value = MemorySegment.ofArray(new byte[100]);
  private final int bytes = Log.objectBytes(key.byteSize(), value.byteSize());
  private SegmentMemory memory = memory();
  private Log log = log();

  @Setup
  public void begin() {
    memory.close();
    memory = memory();
    log = log();
  }

  @TearDown
  public void end() {
    memory.close();
    memory = memory();
  }

  @Benchmark
  public long append() {
    if (log.reserve(bytes) != Room.READY) {
      begin();
      log.reserve(bytes);
    }
    return log.appendObject(TABLE, 1, key, value);
  }

  private Log log() {
    return new Log(ServerId.of(1, 1), memory, new Deaf());
  }

  private static SegmentMemory memory() {
    return new SegmentMemory(SEGMENT_BYTES, MEMORY_BYTES);
  }

  /// Replicates nothing.
  private static final class Deaf implements SegmentObserver {
    @Override
    public void opened(LogSegment segment, SegmentId prior) {}

    @Override
    public void appended(LogSegment segment) {}

    @Override
    public void closed(LogSegment segment) {}

    @Override
    public void retired(LogSegment segment) {}
  }
}
