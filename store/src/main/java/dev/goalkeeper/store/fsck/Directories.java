package dev.goalkeeper.store.fsck;

import dev.goalkeeper.store.storage.Disk;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.MappedDisk;
import dev.goalkeeper.store.storage.StorageRefused;
import dev.goalkeeper.store.storage.StoreIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Servers' data directories, open to be looked at. Elsewhere a directory is its index in here.
final class Directories implements AutoCloseable {
  private final List<String> names = new ArrayList<>();
  private final Set<Path> real = new HashSet<>();
  private final List<MappedDisk> disks = new ArrayList<>();
  private final List<FrameStore> stores = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  private Directories() {}

  /// Opens those that can be opened; [#refused] says what is wrong with the others.
  static Directories open(List<Path> paths) {
    Directories directories = new Directories();
    for (Path path : paths) {
      directories.add(path);
    }
    return directories;
  }

  /// Opens disks that nobody else uses.
  static Directories of(List<? extends Disk> disks) {
    Directories directories = new Directories();
    for (Disk disk : disks) {
      directories.add(disk);
    }
    return directories;
  }

  int count() {
    return stores.size();
  }

  FrameStore store(int directory) {
    return stores.get(directory);
  }

  String name(int directory) {
    return names.get(directory);
  }

  /// A record of another cluster says nothing of this one.
  void requireCluster(Holdings holdings) {
    if (holdings.known() && !stores.isEmpty()
        && !stores.getFirst().identity().cluster().equals(holdings.cluster())) {
      refused.add("the record is of cluster '" + holdings.cluster() + "', and " + names.getFirst()
          + " of cluster '" + stores.getFirst().identity().cluster() + "'");
    }
  }

  /// A line for each directory that could not be opened, or that a server has begun to use since:
  /// what, and what to do. To be asked last.
  List<String> refused() {
    List<String> lines = new ArrayList<>(refused);
    for (MappedDisk disk : disks) {
      if (disk.inUse()) {
        lines.add(disk.where() + " is in use by a server since; stop it and try again");
      }
    }
    return lines;
  }

  List<String> damage() {
    return stores.stream().flatMap(store -> store.damage().stream()).toList();
  }

  /// Which have something and which have not, as people read it.
  String holding(BitSet which) {
    BitSet others = new BitSet();
    others.set(0, count());
    others.andNot(which);
    return "in " + names(which) + (others.isEmpty() ? "" : ", none in " + names(others));
  }

  @Override
  public void close() {
    stores.forEach(FrameStore::close);
  }

  private void add(Disk disk) {
    try {
      add(disk.where(), open(disk));
    } catch (StorageRefused refusal) {
      refused.add(String.valueOf(refusal.getMessage()));
    }
  }

  private void add(Path path) {
    try {
      MappedDisk disk = MappedDisk.openReadOnly(path);
      if (!real.add(path.toRealPath())) {
        disk.close();
        refused.add(path + " is named twice, and counts once; name each directory once");
        return;
      }
      if (add(path.toString(), open(disk))) {
        disks.add(disk);
      }
    } catch (StorageRefused refusal) {
      refused.add(String.valueOf(refusal.getMessage()));
    } catch (IOException | UncheckedIOException failed) {
      refused.add(path + " cannot be read: " + failed.getMessage() + "; check its permissions");
    }
  }

  private boolean add(String name, FrameStore store) {
    if (!stores.isEmpty() && !store.identity().equals(stores.getFirst().identity())) {
      store.close();
      refused.add(foreign(name, store.identity()));
      return false;
    }
    stores.add(store);
    names.add(name);
    return true;
  }

  /// Two clusters number their servers alike: replicas of one would look like damage in the other.
  private String foreign(String path, StoreIdentity found) {
    StoreIdentity first = stores.getFirst().identity();
    return path + " is of cluster '" + found.cluster() + "' with segments of "
        + found.segmentBytes() + " bytes, and " + names.getFirst() + " of cluster '"
        + first.cluster() + "' with " + first.segmentBytes()
        + "; name directories of one cluster";
  }

  /// A disk that holds no store is closed again.
  private static FrameStore open(Disk disk) {
    boolean opened = false;
    try {
      FrameStore store = FrameStore.openReadOnly(disk);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        disk.close();
      }
    }
  }

  private String names(BitSet which) {
    return which.isEmpty() ? "no directory"
        : IntStream.range(0, count()).filter(which::get).mapToObj(names::get)
            .collect(Collectors.joining(", "));
  }
}
