package dev.goalkeeper.store.storage;

import dev.goalkeeper.store.wire.Mode;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A directory of real files that have what was forced, and nothing else: what is written stays in
/// memory of the process until then, and goes with it. So the death of the process is to this disk
/// what a power cut is to others, and shows what a power cut would.
///
/// Nobody runs a store on it: everything is in memory twice.
public final class VolatileDisk implements Disk {
  /// What a force copies at a time: whoever is killed in the middle leaves torn pages.
  private static final int PAGE_BYTES = 4_096;

  private final MappedDisk below;
  private final Arena arena = Arena.ofShared();
  private final Map<String, MemorySegment> windows = new ConcurrentHashMap<>();

  private VolatileDisk(MappedDisk below) {
    this.below = below;
  }

  /// Opens a directory for use, and makes it if it is not there.
  ///
  /// @throws StorageRefused if another process uses it, or it cannot be written
  public static VolatileDisk open(Path directory) {
    return new VolatileDisk(MappedDisk.open(directory));
  }

  @Override
  public List<String> files() {
    return below.files();
  }

  @Override
  public void use(Mode mode) {
    below.use(mode);
  }

  @Override
  public MemorySegment create(String name, long bytes) {
    return window(name, below.create(name, bytes));
  }

  @Override
  public MemorySegment open(String name) {
    MemorySegment opened = windows.get(name);
    return opened != null ? opened.asReadOnly() : window(name, below.open(name));
  }

  @Override
  public void write(String name, long offset, MemorySegment data) {
    find(name).asSlice(offset, data.byteSize()).copyFrom(data);
  }

  @Override
  public void force(String name, long offset, long length) {
    MemorySegment written = find(name);
    MemorySegment file = below.open(name);
    long end = Math.min(file.byteSize(), offset + length);
    for (long at = offset - offset % PAGE_BYTES; at < end; at += PAGE_BYTES) {
      MemorySegment page = written.asSlice(at, Math.min(PAGE_BYTES, file.byteSize() - at));
      if (page.mismatch(file.asSlice(at, page.byteSize())) != -1) {
        below.write(name, at, page);
      }
    }
    below.force(name, offset, length);
  }

  @Override
  public void delete(String name) {
    windows.remove(name);
    below.delete(name);
  }

  /// Each process is a boot.
  @Override
  public Boot boot() {
    ProcessHandle self = ProcessHandle.current();
    return new Boot(self.pid(), self.info().startInstant().orElse(Instant.EPOCH).toEpochMilli());
  }

  @Override
  public String where() {
    return below.where();
  }

  @Override
  public void close() {
    arena.close();
    below.close();
  }

  private MemorySegment window(String name, MemorySegment file) {
    MemorySegment window = arena.allocate(file.byteSize(), PAGE_BYTES).copyFrom(file);
    windows.put(name, window);
    return window.asReadOnly();
  }

  private MemorySegment find(String name) {
    MemorySegment window = windows.get(name);
    if (window == null) {
      throw new IllegalArgumentException(name + " is not open");
    }
    return window;
  }
}
