package dev.goalkeeper.store.storage;

import dev.goalkeeper.store.wire.Mode;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// One directory of files that are read through memory and changed by [#write] alone. The seam
/// between frames and the machine: [MappedDisk] is real, the cluster simulator has its twin.
///
/// What is written is seen in every window of the file at once, and outlives the process; it
/// outlives the machine after [#force]. One thread uses a disk; `force` any thread may call, and
/// `create` one other at a time.
public interface Disk extends AutoCloseable {
  /// Names of all files, sorted.
  List<String> files();

  /// Says what the disk is used for, before anything is written: in a synced store nearly every
  /// write is forced, in a buffered one, for which it is taken until it is told, hardly any. That
  /// changes what calls cost, and nothing of what they do.
  void use(Mode mode);

  /// Makes a file of that many zero bytes, all of them on the device, and opens it.
  ///
  /// @throws DiskFull if there is no room; nothing is left behind
  /// @throws IllegalArgumentException if there is a file of that name, which stays as it is
  MemorySegment create(String name, long bytes);

  /// Opens a file to be read, all of it.
  MemorySegment open(String name);

  /// Puts bytes into an open file.
  ///
  /// @throws IndexOutOfBoundsException if they do not lie within it; nothing is written then
  void write(String name, long offset, MemorySegment data);

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
