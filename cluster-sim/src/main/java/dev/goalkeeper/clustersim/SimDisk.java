package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.storage.Boot;
import dev.goalkeeper.store.storage.Disk;
import dev.goalkeeper.store.storage.DiskFull;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/// A disk in memory. What a process wrote outlives it, as mapped files do.
public final class SimDisk implements Disk {
  private final String name;
  private long capacityBytes;
  private final Map<String, MemorySegment> files = new TreeMap<>();
  private long boots = 1;
  private long forces;

  /// An empty disk with room for that many bytes.
  public SimDisk(String name, long capacityBytes) {
    this.name = name;
    this.capacityBytes = capacityBytes;
  }

  @Override
  public List<String> files() {
    return List.copyOf(files.keySet());
  }

  @Override
  public MemorySegment create(String file, long bytes) {
    long used = files.values().stream().mapToLong(MemorySegment::byteSize).sum();
    if (used + bytes > capacityBytes) {
      throw new DiskFull("no room for " + bytes + " bytes on " + name + "; free some");
    }
    if (files.containsKey(file)) {
      throw new IllegalArgumentException(file + " is there already on " + name);
    }
    MemorySegment memory = MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
    files.put(file, memory);
    return memory;
  }

  @Override
  public MemorySegment open(String file) {
    MemorySegment memory = files.get(file);
    if (memory == null) {
      throw new NoSuchElementException(file + " is not on " + name);
    }
    return memory;
  }

  @Override
  public void force(String file, long offset, long length) {
    open(file).asSlice(offset, length);
    forces++;
  }

  @Override
  public void delete(String file) {
    files.remove(file);
  }

  @Override
  public Boot boot() {
    return new Boot(1, boots);
  }

  @Override
  public String where() {
    return name;
  }

  @Override
  public void close() {
    // The bytes stay: whoever opens the disk next finds them.
  }

  /// Makes the disk larger.
  public void grow(long bytes) {
    capacityBytes += bytes;
  }

  /// How often something was forced.
  public long forces() {
    return forces;
  }
}
