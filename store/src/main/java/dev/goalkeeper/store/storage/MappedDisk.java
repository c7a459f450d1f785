package dev.goalkeeper.store.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A directory of real files, mapped into memory. One process at a time uses it.
///
/// Files are written full of zeros before they are mapped: a mapped hole on a full disk would fault
/// in whoever touches it, and a file without holes cannot run out of room.
public final class MappedDisk implements Disk {
  private static final String LOCK_FILE = "lock";
  private static final int ZEROS_BYTES = 1 << 20;

  private final Path directory;
  private final MapMode mode;
  private final FileChannel lockChannel;
  private final Arena arena = Arena.ofShared();
  private final Map<String, MemorySegment> windows = new ConcurrentHashMap<>();

  private MappedDisk(Path directory, MapMode mode, FileChannel lockChannel) {
    this.directory = directory;
    this.mode = mode;
    this.lockChannel = lockChannel;
  }

  /// Opens a directory for use, and makes it if it is not there.
  ///
  /// @throws StorageRefused if another process uses it, or it cannot be written
  public static MappedDisk open(Path directory) {
    try {
      Files.createDirectories(directory);
      restrict(directory, "rwx------");
      FileChannel channel = FileChannel.open(
          directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      lock(channel, directory, false);
      return new MappedDisk(directory, MapMode.READ_WRITE, channel);
    } catch (IOException failed) {
      throw new StorageRefused(
          directory + " cannot be used: " + failed + "; name a directory that can be written",
          failed);
    }
  }

  /// Opens a directory to look at it; nothing in it changes.
  ///
  /// @throws StorageRefused if it is not there, or a server uses it
  public static MappedDisk openReadOnly(Path directory) {
    Path lockFile = directory.resolve(LOCK_FILE);
    if (!Files.isRegularFile(lockFile)) {
      throw new StorageRefused(directory + " is no server's data directory");
    }
    try {
      FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.READ);
      lock(channel, directory, true);
      return new MappedDisk(directory, MapMode.READ_ONLY, channel);
    } catch (IOException failed) {
      throw new StorageRefused(directory + " cannot be read: " + failed, failed);
    }
  }

  @Override
  public List<String> files() {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(path -> path.getFileName().toString())
          .filter(name -> !name.equals(LOCK_FILE)).sorted().toList();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot list " + directory, failed);
    }
  }

  @Override
  public MemorySegment create(String name, long bytes) {
    Path path = directory.resolve(name);
    try (FileChannel channel = FileChannel.open(path,
        StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      restrict(path, "rw-------");
      writeZeros(channel, bytes);
      return map(name, channel);
    } catch (IOException failed) {
      delete(name);
      throw new DiskFull(
          "no room for " + bytes + " bytes in " + directory + " (" + failed.getMessage()
              + "); free some, or lower --disk");
    }
  }

  @Override
  public MemorySegment open(String name) {
    MemorySegment opened = windows.get(name);
    if (opened != null) {
      return opened;
    }
    var options = mode == MapMode.READ_ONLY
        ? List.of(StandardOpenOption.READ)
        : List.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    try (FileChannel channel =
        FileChannel.open(directory.resolve(name), options.toArray(StandardOpenOption[]::new))) {
      return map(name, channel);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot open " + directory.resolve(name), failed);
    }
  }

  @Override
  public void force(String name, long offset, long length) {
    MemorySegment window = windows.get(name);
    if (window == null) {
      throw new IllegalArgumentException(name + " is not open");
    }
    window.asSlice(offset, length).force();
  }

  @Override
  public void delete(String name) {
    windows.remove(name);
    try {
      Files.deleteIfExists(directory.resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot delete " + directory.resolve(name), failed);
    }
  }

  @Override
  public String where() {
    return directory.toString();
  }

  @Override
  public void close() {
    arena.close();
    try {
      lockChannel.close();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot unlock " + directory, failed);
    }
  }

  private MemorySegment map(String name, FileChannel channel) throws IOException {
    MemorySegment window = channel.map(mode, 0, channel.size(), arena);
    windows.put(name, window);
    return window;
  }

  private static void writeZeros(FileChannel channel, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
    long left = bytes;
    while (left > 0) {
      zeros.clear().limit((int) Math.min(left, ZEROS_BYTES));
      left -= channel.write(zeros);
    }
  }

  private static void restrict(Path path, String permissions) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private static void lock(FileChannel channel, Path directory, boolean shared) throws IOException {
    @Nullable FileLock lock;
    try {
      lock = channel.tryLock(0, Long.MAX_VALUE, shared);
    } catch (OverlappingFileLockException held) {
      lock = null;
    }
    if (lock == null) {
      channel.close();
      throw new StorageRefused(
          directory + " is in use by a running server; stop it, or name another directory");
    }
  }
}
