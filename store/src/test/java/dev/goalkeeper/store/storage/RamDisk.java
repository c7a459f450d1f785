package dev.goalkeeper.store.storage;

import dev.goalkeeper.store.wire.Mode;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/// A disk in memory for tests of what lies above: it notes what is forced, fails when told to, and
/// its machine boots when told to, with nothing lost.
///
/// [RamDiskTest] holds it to what every disk does.
public final class RamDisk implements Disk {
  private final Map<String, MemorySegment> files = new TreeMap<>();
  private final List<String> forced = new ArrayList<>();
  private final long roomBytes;
  private boolean broken;
  private long boot = 1;

  /// With more room than tests need.
  public RamDisk() {
    this(16L << 20);
  }

  private RamDisk(long roomBytes) {
    this.roomBytes = roomBytes;
  }

  /// With room for files of that many bytes in all.
  static RamDisk withRoom(long bytes) {
    return new RamDisk(bytes);
  }

  @Override
  public List<String> files() {
    return List.copyOf(files.keySet());
  }

  @Override
  public void use(Mode mode) {}

  @Override
  public MemorySegment create(String name, long bytes) {
    long used = files.values().stream().mapToLong(MemorySegment::byteSize).sum();
    if (used + bytes > roomBytes) {
      throw new DiskFull("no room for " + bytes + " bytes in " + where());
    }
    if (files.containsKey(name)) {
      throw new IllegalArgumentException(name + " is there already");
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
  public void force(String name, long offset, long length) {
    if (broken) {
      throw new IllegalStateException("the disk is broken");
    }
    forced.add(name);
  }

  @Override
  public void delete(String name) {
    files.remove(name);
  }

  @Override
  public Boot boot() {
    return new Boot(7, boot);
  }

  @Override
  public String where() {
    return "ram";
  }

  @Override
  public void close() {}

  /// The machine starts anew.
  public void reboot() {
    boot++;
  }

  /// From now on, or no longer, nothing can be forced.
  public void breaks(boolean now) {
    broken = now;
  }

  /// How often that file was forced.
  public long forces(String file) {
    return forced.stream().filter(file::equals).count();
  }

  private MemorySegment find(String name) {
    MemorySegment file = files.get(name);
    if (file == null) {
      throw new NoSuchElementException(name);
    }
    return file;
  }
}
