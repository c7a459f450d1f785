package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.storage.Boot;
import dev.goalkeeper.store.storage.Disk;
import dev.goalkeeper.store.storage.DiskFull;
import dev.goalkeeper.store.wire.Mode;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A disk of a simulated machine. What a process wrote outlives it, as mapped files do; what was
/// forced outlives the machine's power as well, unless something happens to it: see [SimFile].
public final class SimDisk implements Disk {
  private final String name;
  private final Map<String, SimFile> files = new TreeMap<>();
  private long capacityBytes;
  private DiskFaults faults = DiskFaults.none();
  private boolean deaf;
  private long boots = 1;
  private long forces;

  /// An empty disk with room for that many bytes.
  public SimDisk(String name, long capacityBytes) {
    this.name = name;
    this.capacityBytes = capacityBytes;
  }

  /// What goes wrong with it from now on.
  SimDisk with(DiskFaults chosen) {
    faults = chosen;
    return this;
  }

  /// From now on it says that it has forced, and forces nothing.
  SimDisk deaf() {
    deaf = true;
    return this;
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
    long used = files.values().stream().mapToLong(SimFile::bytes).sum();
    if (used + bytes > capacityBytes) {
      throw new DiskFull("no room for " + bytes + " bytes on " + name + "; free some");
    }
    if (files.containsKey(file)) {
      throw new IllegalArgumentException(file + " is there already on " + name);
    }
    var made = new SimFile(Math.toIntExact(bytes));
    files.put(file, made);
    return made.window();
  }

  @Override
  public MemorySegment open(String file) {
    return find(file).window();
  }

  @Override
  public void write(String file, long offset, MemorySegment data) {
    find(file).put(offset, data);
  }

  @Override
  public void force(String file, long offset, long length) {
    SimFile forced = find(file);
    forced.window().asSlice(offset, length);
    forces++;
    if (deaf) {
      return;
    }
    if (faults.strikes(Fault.SYNC_FAILED, name)) {
      forced.failToWrite(offset, length);
      throw new IllegalStateException(name + " cannot write to " + file);
    }
    if (faults.strikes(Fault.MISDIRECTED_WRITE, name)) {
      forced.misdirect(offset, length, any(faults.random()), faults.random());
    }
    forced.write(offset, length);
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

  /// The machine loses its power, and boots again: of each sector that was not forced, what is
  /// there now is what was forced before or what was written last. Windows that were open are not
  /// of this disk any more.
  ///
  /// @return how many sectors kept what nobody had forced
  public int cutPower(RandomGenerator random) {
    boots++;
    int kept = 0;
    for (SimFile file : files.values()) {
      kept += file.cutPower(random);
    }
    return kept;
  }

  /// Flips a bit somewhere, on the device and in memory, in a sector that holds anything.
  void rot(RandomGenerator random) {
    any(random).rot(random);
  }

  /// Changes one bit, on the device and in memory.
  void flip(String file, long place, int bit) {
    find(file).flip(Math.toIntExact(place), bit);
  }

  /// Makes the disk larger.
  public void grow(long bytes) {
    capacityBytes += bytes;
  }

  /// How often something was forced.
  public long forces() {
    return forces;
  }

  private SimFile any(RandomGenerator random) {
    List<SimFile> all = new ArrayList<>(files.values());
    return all.get(random.nextInt(all.size()));
  }

  private SimFile find(String file) {
    SimFile found = files.get(file);
    if (found == null) {
      throw new NoSuchElementException(file + " is not on " + name);
    }
    return found;
  }
}
