package dev.goalkeeper.clustersim.big;

import dev.goalkeeper.store.storage.Boot;
import dev.goalkeeper.store.storage.Disk;
import dev.goalkeeper.store.wire.Mode;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A disk for frames that nobody will read again. All its files are laid over the same few, so that
/// it takes as much memory with a thousand frames as with the first; and of metadata blocks, which
/// are read by the next life of a server alone, it keeps nothing.
///
/// What a master writes to a replica is there until as many replicas more have been begun as lie in
/// these files: long enough to be verified, and no longer.
final class HollowDisk implements Disk {
  private final String name;
  private final long frameBytes;
  private final long metadataBytes;
  private final TreeMap<String, MemorySegment> files = new TreeMap<>();
  private final int windowsMax;
  private final List<MemorySegment> windows = new ArrayList<>();

  /// @param frameBytes of each frame, its metadata included
  /// @param metadataBytes at the beginning of each
  /// @param windowsMax files that differ
  HollowDisk(String name, long frameBytes, long metadataBytes, int windowsMax) {
    this.windowsMax = windowsMax;
    this.name = name;
    this.frameBytes = frameBytes;
    this.metadataBytes = metadataBytes;
  }

  @Override
  public List<String> files() {
    return List.copyOf(files.keySet());
  }

  @Override
  public void use(Mode mode) {
    // Nothing costs anything here.
  }

  @Override
  public MemorySegment create(String file, long bytes) {
    boolean frames = bytes >= frameBytes;
    MemorySegment window = frames && windows.size() == windowsMax
        ? windows.get(files.size() % windowsMax)
        : MemorySegment.ofArray(new byte[Math.toIntExact(bytes)]);
    if (frames && windows.size() < windowsMax) {
      windows.add(window);
    }
    files.put(file, window);
    return window.asReadOnly();
  }

  @Override
  public MemorySegment open(String file) {
    return find(file).asReadOnly();
  }

  @Override
  public void write(String file, long offset, MemorySegment data) {
    MemorySegment window = find(file);
    if (!windows.contains(window) || offset % frameBytes >= metadataBytes) {
      window.asSlice(offset, data.byteSize()).copyFrom(data);
    }
  }

  @Override
  public void force(String file, long offset, long length) {
    find(file).asSlice(offset, length);
  }

  @Override
  public void delete(String file) {
    files.remove(file);
  }

  @Override
  public Boot boot() {
    return new Boot(1, 1);
  }

  @Override
  public String where() {
    return name;
  }

  @Override
  public void close() {
    files.clear();
  }

  private MemorySegment find(String file) {
    MemorySegment found = files.get(file);
    if (found == null) {
      throw new IllegalArgumentException(file + " is not on " + name);
    }
    return found;
  }
}
