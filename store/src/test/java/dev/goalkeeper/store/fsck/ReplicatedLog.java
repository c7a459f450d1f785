package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.log.Log;
import dev.goalkeeper.store.log.LogSegment;
import dev.goalkeeper.store.log.SegmentMemory;
import dev.goalkeeper.store.log.Unobserved;
import dev.goalkeeper.store.storage.Frame;
import dev.goalkeeper.store.storage.FrameMetadata;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.MappedDisk;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.ReplicaId;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/// A master's log and the directories of its backups, without any server.
final class ReplicatedLog implements AutoCloseable {
  static final TableId TABLE = new TableId(1);
  static final int SEGMENT_BYTES = 16 << 10;
  static final ServerId MASTER = ServerId.of(9, 1);

  /// Replicas of a directory lie in the order in which segments were opened.
  private static final long DISK_BYTES = 1 << 20;

  private final SegmentMemory memory = new SegmentMemory(SEGMENT_BYTES, 12L * SEGMENT_BYTES);
  private final Log log = new Log(MASTER, memory, new Unobserved());
  private final Journal.Writer journal;

  ReplicatedLog(Path journal) {
    this.journal = new Journal.Writer(journal);
  }

  Log log() {
    return log;
  }

  static Bytes value(int index) {
    return Bytes.utf8("value " + index + " ".repeat(200));
  }

  void write(int from, int to) {
    for (int index = from; index < to; index++) {
      Bytes key = Bytes.utf8("key " + index);
      append(key, 1, value(index));
      journal.written(TABLE, key, 1, value(index));
    }
  }

  void append(Bytes key, long version, Bytes value) {
    log.reserve(Log.objectBytes(key.length(), value.length()));
    log.appendObject(TABLE, version, memory(key), memory(value));
  }

  void remove(int index) {
    Bytes key = Bytes.utf8("key " + index);
    log.reserve(Log.tombstoneBytes(key.length()));
    log.appendTombstone(TABLE, 1, memory(key), new SegmentId(1));
    journal.removed(TABLE, key, 1);
  }

  Journal.Writer journal() {
    return journal;
  }

  /// Everything appended so far, certified, into a directory.
  void replicate(Path directory) {
    try (FrameStore store = open(directory)) {
      for (LogSegment segment : log.segments()) {
        put(store, segment, segment.certificate(), segment.closed());
      }
    }
  }

  /// One replica in one more directory.
  void replicate(Path directory, LogSegment segment, Certificate certificate) {
    try (FrameStore store = open(directory)) {
      put(store, segment, certificate, false);
    }
  }

  /// Everything appended so far, with its open replicas under a later epoch.
  void replicate(Path directory, int epoch) {
    try (FrameStore store = open(directory)) {
      for (LogSegment segment : log.segments()) {
        Frame frame = store.allocate().orElseThrow();
        frame.write(0, segment.bytes(0, segment.length()));
        frame.publish(new FrameMetadata(new ReplicaId(MASTER, segment.id(), 1), epoch,
            segment.certificate(), segment.closed(), true));
      }
    }
  }

  /// A replacement under construction.
  void replaceIncompletely(Path directory, LogSegment segment) {
    try (FrameStore store = open(directory)) {
      Frame frame = store.allocate().orElseThrow();
      frame.publish(new FrameMetadata(
          new ReplicaId(MASTER, segment.id(), 2), 0, Certificate.NONE, false, false));
    }
  }

  static FrameStore open(Path directory) {
    return FrameStore.open(
        MappedDisk.open(directory), new StoreIdentity("test", SEGMENT_BYTES), DISK_BYTES);
  }

  /// The frame that holds a segment.
  static Frame frame(FrameStore store, SegmentId segment) {
    List<Frame> all = store.used().stream()
        .filter(frame -> frame.metadata().orElseThrow().replica().segment().equals(segment))
        .toList();
    return all.getFirst();
  }

  @Override
  public void close() {
    journal.close();
    memory.close();
  }

  private static void put(
      FrameStore store, LogSegment segment, Certificate certificate, boolean closed) {
    Frame frame = store.allocate().orElseThrow();
    frame.write(0, segment.bytes(0, certificate.length()));
    frame.publish(new FrameMetadata(
        new ReplicaId(MASTER, segment.id(), 1), 0, certificate, closed, true));
    frame.seal();
  }

  private static MemorySegment memory(Bytes bytes) {
    return MemorySegment.ofArray(bytes.array());
  }
}
