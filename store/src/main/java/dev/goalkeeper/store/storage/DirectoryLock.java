package dev.goalkeeper.store.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps two processes from using one directory: a lock on a file in it, which the system lets go
/// of when its process dies, however it dies.
///
/// The system's locks belong to a process, and closing *any* channel of the file lets go of them
/// all. So within one process a set of held directories decides, and the file is not touched.
final class DirectoryLock implements AutoCloseable {
  static final String FILE = "lock";

  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /// Takes the lock of a directory that is there.
  ///
  /// @throws StorageRefused if somebody holds it
  static DirectoryLock take(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD.add(real)) {
      throw inUse(directory);
    }
    boolean taken = false;
    try {
      DirectoryLock lock = lock(directory, real);
      taken = true;
      return lock;
    } finally {
      if (!taken) {
        HELD.remove(real);
      }
    }
  }

  /// Whether somebody holds the lock of that directory. Asking changes nothing.
  static boolean held(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    if (HELD.contains(directory.toRealPath())) {
      return true;
    }
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.tryLock(0, Long.MAX_VALUE, true) == null;
    }
  }

  static StorageRefused inUse(Path directory) {
    return new StorageRefused(
        directory + " is in use by a running server; stop it, or name another directory");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(directory);
  }

  private static DirectoryLock lock(Path named, Path real) throws IOException {
    Path file = real.resolve(FILE);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
      if (!locked) {
        throw inUse(named);
      }
      OwnerOnly.file(file);
      return new DirectoryLock(real, channel);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }
}
