package dev.goalkeeper.store.storage;

import dev.goalkeeper.store.wire.Mode;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/// A disk with room for a superblock and nothing else.
final class CrampedDisk implements Disk {
  private static final long ROOM_BYTES = 8192;

  private final Map<String, MemorySegment> files = new TreeMap<>();

  @Override
  public List<String> files() {
    return List.copyOf(files.keySet());
  }

  @Override
  public void use(Mode mode) {}

  @Override
  public MemorySegment create(String name, long bytes) {
    if (bytes > ROOM_BYTES) {
      throw new DiskFull("no room for " + bytes + " bytes in " + where());
    }
    MemorySegment file = MemorySegment.ofArray(new byte[(int) bytes]);
    files.put(name, file);
    return file.asReadOnly();
  }

  @Override
  public MemorySegment open(String name) {
    return find(name).asReadOnly();
  }

  @Override
  public void write(String name, long offset, MemorySegment data) {
    find(name).asSlice(offset, data.byteSize()).copyFrom(data);
  }

  @Override
  public void force(String name, long offset, long length) {}

  @Override
  public void delete(String name) {
    files.remove(name);
  }

  @Override
  public Boot boot() {
    return Boot.UNKNOWN;
  }

  @Override
  public String where() {
    return "a cramped disk";
  }

  @Override
  public void close() {}

  private MemorySegment find(String name) {
    MemorySegment file = files.get(name);
    if (file == null) {
      throw new NoSuchElementException(name);
    }
    return file;
  }
}
