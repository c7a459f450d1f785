package dev.goalkeeper.store.storage;

import dev.goalkeeper.store.wire.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A directory of real files, mapped into memory. One process at a time uses it.
///
/// Note *two ways to write*. In a buffered store a write is a copy into the mapping: it makes no
/// system call, and the rare force is an `msync`. In a synced store that is dear: the force before
/// has made the page read-only, the first store after it faults, and the next force takes several
/// times what the disk does. There a write is a `pwrite`, and a force an `fdatasync` (numbers:
/// docs/design/0004). The mapping shows both: on every system that we know it is of the very pages
/// that `pwrite` writes to.
///
/// Files are written full of zeros before they are mapped: a mapped hole on a full disk would fault
/// in whoever touches it, and a file without holes cannot run out of room. A file gets its name
/// only when all of it is on the device, so one that was never finished is never found.
public final class MappedDisk implements Disk {
  /// What is written of a new file before it is forced, so that the forces of other files never
  /// wait for more. Forced at its end alone, 64 MiB held them up for 75 ms, and not for 20 ms.
  private static final int ZEROS_BYTES = 1 << 20;

  /// Where Linux tells one boot from another.
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /// What a file is called while it is being made.
  private static final String UNFINISHED = ".new";

  private final Path directory;
  private final Boot boot;
  private final MapMode mode;
  private final @Nullable DirectoryLock lock;
  private final Arena arena = Arena.ofShared();
  private final Map<String, OpenFile> opened = new ConcurrentHashMap<>();
  private volatile boolean synced;

  /// @param memory all of it
  /// @param window the same, for readers
  private record OpenFile(FileChannel channel, MemorySegment memory, MemorySegment window) {}

  private MappedDisk(Path directory, MapMode mode, @Nullable DirectoryLock lock) {
    this.directory = directory;
    this.boot = readBoot(BOOT_ID);
    this.mode = mode;
    this.lock = lock;
  }

  /// Opens a directory for use, and makes it if it is not there.
  ///
  /// @throws StorageRefused if another process uses it, or it cannot be written
  public static MappedDisk open(Path directory) {
    try {
      OwnerOnly.directory(directory);
      DirectoryLock lock = DirectoryLock.take(directory);
      var disk = new MappedDisk(directory, MapMode.READ_WRITE, lock);
      disk.removeUnfinished();
      return disk;
    } catch (IOException failed) {
      throw new StorageRefused(
          directory + " cannot be used: " + failed + "; name a directory that can be written",
          failed);
    }
  }

  /// Opens a directory to look at it. Nothing in it changes, and no server is kept from starting in
  /// it meanwhile: [#inUse] tells whether one has.
  ///
  /// @throws StorageRefused if it is not there, or a server uses it
  public static MappedDisk openReadOnly(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new StorageRefused(
          directory + " is no server's data directory; name one that is there");
    }
    var disk = new MappedDisk(directory, MapMode.READ_ONLY, null);
    if (disk.inUse()) {
      disk.close();
      throw DirectoryLock.inUse(directory);
    }
    return disk;
  }

  /// Whether a server uses the directory now.
  public boolean inUse() {
    try {
      return DirectoryLock.held(directory);
    } catch (IOException failed) {
      throw new StorageRefused(
          directory + " cannot be read: " + failed + "; name one that can", failed);
    }
  }

  @Override
  public List<String> files() {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(Files::isRegularFile)
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.equals(DirectoryLock.FILE))
          .filter(name -> !name.endsWith(UNFINISHED))
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot list " + directory, failed);
    }
  }

  @Override
  public void use(Mode mode) {
    synced = mode == Mode.SYNCED;
  }

  @Override
  public MemorySegment create(String name, long bytes) {
    Path path = directory.resolve(name);
    if (Files.exists(path)) {
      throw new IllegalArgumentException(path + " is there already");
    }
    Path unfinished = directory.resolve(name + UNFINISHED);
    try {
      return create(path, unfinished, bytes);
    } catch (IOException failed) {
      delete(name + UNFINISHED);
      throw new DiskFull(
          "no room for "
              + bytes
              + " bytes in "
              + directory
              + " ("
              + failed.getMessage()
              + "); free some, or lower --disk");
    }
  }

  @Override
  public MemorySegment open(String name) {
    OpenFile known = opened.get(name);
    if (known != null) {
      return known.window();
    }
    var options =
        mode == MapMode.READ_ONLY
            ? List.of(StandardOpenOption.READ)
            : List.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      return keep(name,
          FileChannel.open(directory.resolve(name), options.toArray(StandardOpenOption[]::new)));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot open " + directory.resolve(name), failed);
    }
  }

  @Override
  public void write(String name, long offset, MemorySegment data) {
    OpenFile file = find(name);
    if (!synced) {
      MemorySegment.copy(data, 0, file.memory(), offset, data.byteSize());
      return;
    }
    Objects.checkFromIndexSize(offset, data.byteSize(), file.memory().byteSize());
    try {
      writeAll(file.channel(), offset, data.asByteBuffer());
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot write to " + directory.resolve(name), failed);
    }
  }

  @Override
  public void force(String name, long offset, long length) {
    OpenFile file = find(name);
    MemorySegment part = file.memory().asSlice(offset, length);
    if (!synced) {
      part.force();
      return;
    }
    try {
      file.channel().force(false);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot force " + directory.resolve(name), failed);
    }
  }

  @Override
  public void delete(String name) {
    OpenFile gone = opened.remove(name);
    try {
      if (gone != null) {
        gone.channel().close();
      }
      Files.deleteIfExists(directory.resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot delete " + directory.resolve(name), failed);
    }
  }

  @Override
  public Boot boot() {
    return boot;
  }

  @Override
  public String where() {
    return directory.toString();
  }

  @Override
  public void close() {
    arena.close();
    try {
      for (OpenFile file : opened.values()) {
        file.channel().close();
      }
      if (lock != null) {
        lock.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot let go of " + directory, failed);
    }
  }

  /// What the file says; a system that has none does not tell its boots apart.
  static Boot readBoot(Path file) {
    try {
      return Boot.parse(Files.readString(file));
    } catch (IOException | IllegalArgumentException untold) {
      System.getLogger("dev.goalkeeper.store.storage").log(System.Logger.Level.WARNING,
          "this machine does not tell its boots apart (" + untold + "): what is not forced counts "
              + "as lost whenever a server starts; --mode synced forces everything");
      return Boot.UNKNOWN;
    }
  }

  private MemorySegment create(Path path, Path unfinished, long bytes) throws IOException {
    // Asked first, so that a wish beyond all measure does not fill the disk before it is refused.
    long usable = Files.getFileStore(directory).getUsableSpace();
    if (bytes > usable) {
      throw new IOException(usable + " bytes are left");
    }
    FileChannel channel =
        FileChannel.open(
            unfinished,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    boolean made = false;
    try {
      OwnerOnly.file(unfinished);
      writeZeros(channel, bytes);
      channel.force(true);
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
      forceDirectory();
      made = true;
    } finally {
      if (!made) {
        channel.close();
      }
    }
    return keep(path.getFileName().toString(), channel);
  }

  private MemorySegment keep(String name, FileChannel channel) throws IOException {
    MemorySegment memory = channel.map(mode, 0, channel.size(), arena);
    var file = new OpenFile(channel, memory, memory.asReadOnly());
    opened.put(name, file);
    return file.window();
  }

  private OpenFile find(String name) {
    OpenFile file = opened.get(name);
    if (file == null) {
      throw new IllegalArgumentException(name + " is not open");
    }
    return file;
  }

  private void removeUnfinished() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path path : entries.filter(Files::isRegularFile).toList()) {
        if (path.getFileName().toString().endsWith(UNFINISHED)) {
          Files.delete(path);
        }
      }
    }
  }

  /// A file's name is part of its directory, which is forced on its own.
  private void forceDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void writeAll(FileChannel channel, long offset, ByteBuffer data)
      throws IOException {
    long at = offset;
    while (data.hasRemaining()) {
      at += channel.write(data, at);
    }
  }

  private static void writeZeros(FileChannel channel, long bytes) throws IOException {
    ByteBuffer zeros = ByteBuffer.allocateDirect(ZEROS_BYTES);
    long left = bytes;
    while (left > 0) {
      zeros.clear().limit((int) Math.min(left, ZEROS_BYTES));
      left -= channel.write(zeros);
      channel.force(false);
    }
  }
}
