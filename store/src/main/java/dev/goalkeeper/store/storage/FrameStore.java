package dev.goalkeeper.store.storage;

import dev.goalkeeper.store.wire.ServerId;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The frames of one directory: eight to a file, added on demand up to a limit.
///
/// A frame is either free or holds one replica. One thread uses a store.
public final class FrameStore implements AutoCloseable {
  /// Frames added at a time: few enough not to take a small disk at once, enough that growing is
  /// rare.
  public static final int FRAMES_PER_FILE = 8;

  private static final String PREFIX = "frames-";
  private static final String SUFFIX = ".gk";

  private final Disk disk;
  private final Superblock superblock;
  private final long limitBytes;
  private final List<Frame> frames = new ArrayList<>();
  private final ArrayDeque<Frame> free = new ArrayDeque<>();
  private final List<String> damage = new ArrayList<>();
  private int files;

  private FrameStore(Disk disk, Superblock superblock, long limitBytes) {
    this.disk = disk;
    this.superblock = superblock;
    this.limitBytes = limitBytes;
    for (String file : disk.files()) {
      if (file.startsWith(PREFIX) && file.endsWith(SUFFIX)) {
        adopt(file);
      }
    }
  }

  /// Opens the frames of a directory, or makes it one.
  ///
  /// @param limitBytes the most that frames may take on the disk
  /// @throws StorageRefused if the directory belongs to something else; nothing is touched then
  public static FrameStore open(Disk disk, StoreIdentity identity, long limitBytes) {
    if (!disk.files().contains(Superblock.FILE)) {
      if (disk.files().stream().anyMatch(file -> file.startsWith(PREFIX))) {
        throw new StorageRefused(disk.where() + " has frames and no " + Superblock.FILE
            + "; put the file back, or use another directory");
      }
      return new FrameStore(disk, Superblock.create(disk, identity), limitBytes);
    }
    Superblock superblock = Superblock.open(disk);
    StoreIdentity found = superblock.identity();
    if (!found.cluster().equals(identity.cluster())) {
      throw new StorageRefused(disk.where() + " belongs to cluster '" + found.cluster()
          + "', not to '" + identity.cluster() + "'; use another directory, or name that cluster");
    }
    if (found.segmentBytes() != identity.segmentBytes()) {
      throw new StorageRefused(disk.where() + " has frames for segments of " + found.segmentBytes()
          + " bytes, and the cluster's are " + identity.segmentBytes()
          + "; use another directory, or the cluster's former segment size");
    }
    return new FrameStore(disk, superblock, limitBytes);
  }

  /// Opens a directory to look at it, whatever it belongs to. It never grows, and damaged files are
  /// left out and listed in [#damage()].
  public static FrameStore openReadOnly(Disk disk) {
    if (!disk.files().contains(Superblock.FILE)) {
      throw new StorageRefused(
          disk.where() + " has no " + Superblock.FILE + "; it is no server's data directory");
    }
    return new FrameStore(disk, Superblock.open(disk), 0);
  }

  /// A free frame; empty if the limit is reached or the disk is full.
  public Optional<Frame> allocate() {
    if (free.isEmpty()) {
      grow();
    }
    return Optional.ofNullable(free.poll());
  }

  /// Takes back a frame that was allocated.
  public void release(Frame frame) {
    frame.free();
    free.add(frame);
  }

  /// The frames that hold a replica, by place.
  public List<Frame> used() {
    return frames.stream().filter(frame -> frame.metadata().isPresent()).toList();
  }

  /// Files and frames that do not verify, a line each.
  public List<String> damage() {
    return List.copyOf(damage);
  }

  /// Frames that the limit allows in all.
  public int total() {
    return (int) (limitBytes / fileBytes()) * FRAMES_PER_FILE;
  }

  /// Frames that can still be allocated, if the disk has the room.
  public int free() {
    return free.size() + total() - frames.size();
  }

  /// What the directory belongs to.
  public StoreIdentity identity() {
    return superblock.identity();
  }

  /// The server that used the directory last, or [ServerId#NONE].
  public ServerId formerSelf() {
    return superblock.server();
  }

  /// Notes which server uses the directory now.
  public void formerSelf(ServerId id) {
    superblock.server(disk, id);
  }

  @Override
  public void close() {
    disk.close();
  }

  private void grow() {
    if (frames.size() + FRAMES_PER_FILE > total()) {
      return;
    }
    String name = String.format("%s%06d%s", PREFIX, files, SUFFIX);
    try {
      add(name, disk.create(name, fileBytes()));
    } catch (DiskFull full) {
      System.getLogger("dev.goalkeeper.store.storage")
          .log(System.Logger.Level.WARNING, full.getMessage());
    }
  }

  private void adopt(String file) {
    MemorySegment memory = disk.open(file);
    if (memory.byteSize() == fileBytes()) {
      add(file, memory);
    } else {
      damage.add(disk.where() + "/" + file + " has " + memory.byteSize() + " bytes instead of "
          + fileBytes() + ": it was cut off, and its frames are left out");
      files++;
    }
  }

  private void add(String file, MemorySegment memory) {
    files++;
    for (int index = 0; index < FRAMES_PER_FILE; index++) {
      var frame = new Frame(disk, file, memory, index, identity());
      frames.add(frame);
      if (frame.damaged()) {
        damage.add(disk.where() + "/" + frame + " has a metadata block that does not verify");
      }
      if (frame.metadata().isEmpty()) {
        free.add(frame);
      }
    }
  }

  private long fileBytes() {
    return FRAMES_PER_FILE * Frame.stride(identity().segmentBytes());
  }
}
