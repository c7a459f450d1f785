package dev.goalkeeper.store.storage;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// One directory of files that are read and written through memory. The seam between frames and the
/// machine: [MappedDisk] is real, the cluster simulator has its twin.
///
/// What is written to a window outlives the process at once; it outlives the machine after
/// [#force]. One thread uses a disk; `force` any thread may call, and `create` one other at a time.
public interface Disk extends AutoCloseable {
  /// Names of all files, sorted.
  List<String> files();

  /// Makes a file of that many zero bytes, all of them on the device, and opens it.
  ///
  /// @throws DiskFull if there is no room; nothing is left behind
  /// @throws IllegalArgumentException if there is a file of that name, which stays as it is
  MemorySegment create(String name, long bytes);

  /// Opens a file, all of it.
  MemorySegment open(String name);

  /// Returns once those bytes are on the device.
  ///
  /// @throws RuntimeException if they cannot be brought there. What was written to the file and not
  ///     forced before counts as lost from then on, and that a later force returns means nothing:
  ///     systems forget what they could not write
  void force(String name, long offset, long length);

  /// Removes a file, if it is there.
  void delete(String name);

  /// Which boot of its machine this is.
  Boot boot();

  /// What people call this disk: the directory.
  String where();

  @Override
  void close();
}
