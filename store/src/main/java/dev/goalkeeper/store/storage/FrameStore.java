package dev.goalkeeper.store.storage;

import dev.goalkeeper.store.wire.ServerId;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The frames of one directory: eight to a file, added on demand up to a limit.
///
/// A frame is free, or allocated, or damaged; what holds a replica says so in its metadata. A
/// damaged frame without sound metadata is not used again: what lay there is lost, and maybe the
/// place is bad. One thread uses a store.
public final class FrameStore implements AutoCloseable {
  /// Frames added at a time: few enough not to take a small disk at once, enough that growing is
  /// rare.
  public static final int FRAMES_PER_FILE = 8;

  /// With fewer free frames than these the next file is begun, where that holds nobody up: half a
  /// file leaves as long to make it as four segments take to fill.
  private static final int AHEAD = FRAMES_PER_FILE / 2;

  /// In calm times one is kept ready for so many in use. A server that dies brings to each of the
  /// others its share of the replicas that it kept, and of those that its recovered log takes,
  /// which are as many: two for each four in use where there are five servers, fewer where there
  /// are more.
  private static final int USED_FOR_READY = 2;

  private static final Executor INLINE = Runnable::run;

  private static final String PREFIX = "frames-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{6})\\.gk");

  private final Disk disk;
  private final Superblock superblock;
  private final Frame.Ground ground;
  private final long limitBytes;
  private final List<Frame> frames = new ArrayList<>();
  private final ArrayDeque<Frame> free = new ArrayDeque<>();
  private final List<String> damage = new ArrayList<>();
  private final Set<String> condemned = new TreeSet<>();
  private final Executor growth;
  private final int ahead;
  private @Nullable FrameFile growing;
  private int files;
  private boolean fullReported;

  private FrameStore(Disk disk, Superblock superblock, long limitBytes, Executor growth) {
    this.disk = disk;
    this.superblock = superblock;
    this.ground =
        new Frame.Ground(disk, superblock.identity(), new MetadataBlock.Desk());
    this.limitBytes = limitBytes;
    this.growth = growth;
    this.ahead = growth == INLINE ? 0 : AHEAD;
    Set<String> found = new TreeSet<>(disk.files());
    this.files = Math.max(superblock.files(), 1 + highestNumber(found));
    for (int number = 0; number < files; number++) {
      String file = fileName(number);
      if (found.contains(file)) {
        adopt(file);
      } else {
        damage.add(disk.where() + "/" + file + " is missing, and all its frames with it");
      }
    }
  }

  /// Opens the frames of a directory, or makes it one. It grows when a frame is asked for and none
  /// is free, on the thread that asks.
  ///
  /// @param limitBytes the most that frames may take on the disk
  /// @throws StorageRefused if the directory belongs to something else; nothing is touched then
  public static FrameStore open(Disk disk, StoreIdentity identity, long limitBytes) {
    return open(disk, identity, limitBytes, INLINE);
  }

  /// The same, but it grows ahead, beginning now, and elsewhere: whoever asks for a frame waits
  /// only if frames are used up faster than files are made.
  ///
  /// @param growth runs what makes a file; one at a time
  public static FrameStore open(
      Disk disk, StoreIdentity identity, long limitBytes, Executor growth) {
    FrameStore store = new FrameStore(disk, superblock(disk, identity), limitBytes, growth);
    store.growUpTo(store.ahead);
    return store;
  }

  private static Superblock superblock(Disk disk, StoreIdentity identity) {
    if (Superblock.absent(disk)) {
      if (disk.files().stream().anyMatch(file -> file.startsWith(PREFIX))) {
        throw new StorageRefused(
            disk.where()
                + " has frames and no "
                + Superblock.FILE
                + "; put the file back, or use another directory");
      }
      return Superblock.create(disk, identity);
    }
    Superblock superblock = Superblock.open(disk);
    StoreIdentity found = superblock.identity();
    requireCluster(disk, found, identity.cluster());
    if (found.segmentBytes() != identity.segmentBytes()) {
      throw new StorageRefused(
          disk.where()
              + " has frames for segments of "
              + found.segmentBytes()
              + " bytes, and the cluster's are "
              + identity.segmentBytes()
              + "; use another directory, or the cluster's former segment size");
    }
    return superblock;
  }

  /// Opens a directory to look at it, whatever it belongs to. It never grows, and damaged files are
  /// left out and listed in [#damage()].
  public static FrameStore openReadOnly(Disk disk) {
    if (!disk.files().contains(Superblock.FILE)) {
      throw new StorageRefused(
          disk.where() + " has no " + Superblock.FILE + "; it is no server's data directory");
    }
    return new FrameStore(disk, Superblock.open(disk), 0, INLINE);
  }

  /// The server that used a directory last, or [ServerId#NONE]; asked before the directory is
  /// opened.
  ///
  /// @throws StorageRefused if it belongs to another cluster
  public static ServerId formerSelf(Disk disk, String cluster) {
    if (Superblock.absent(disk)) {
      return ServerId.NONE;
    }
    Superblock superblock = Superblock.open(disk);
    requireCluster(disk, superblock.identity(), cluster);
    return superblock.server();
  }

  /// A free frame; empty if the limit is reached or the disk is full.
  public Optional<Frame> allocate() {
    if (free.isEmpty()) {
      beginFile();
      endFile();
    }
    Optional<Frame> frame = Optional.ofNullable(free.poll());
    growUpTo(ahead);
    return frame;
  }

  /// Whether fewer frames are ready than a server's death would take, and the limit allows more.
  public boolean wantsReady() {
    return ahead > 0 && free.size() < ready() && files * FRAMES_PER_FILE < total();
  }

  /// Takes in a file that was made, and begins the next one if [#wantsReady].
  public void makeReady() {
    growUpTo(ready());
  }

  /// True while more frames are being made elsewhere and no more than `spare` are left. If none is,
  /// the making is begun; [#allocate] would wait for it.
  public boolean growing(int spare) {
    if (free.isEmpty()) {
      beginFile();
    }
    FrameFile file = growing;
    return free.size() <= spare && file != null && !file.made();
  }

  /// Runs `then` once [#growing] is over, on the thread that made the file; at once, if it is.
  public void whenGrown(Runnable then) {
    FrameFile file = growing;
    if (file == null) {
      then.run();
    } else {
      file.whenMade(then);
    }
  }

  /// Takes back a frame that was allocated. One of a condemned file stays as it is: what the disk
  /// has of it cannot be taken back.
  public void release(Frame frame) {
    if (free.contains(frame)) {
      throw new IllegalArgumentException(frame + " is free already");
    }
    if (!condemned.contains(frame.file())) {
      frame.free();
      free.add(frame);
    }
  }

  /// Returns once that part of a file is on the disk. Any thread may call this.
  public void force(String file, long from, long to) {
    disk.force(file, from, to - from);
  }

  /// Never gives out a frame of that file again, in this life: the disk did not keep what it was
  /// given there.
  public void condemn(String file) {
    condemned.add(file);
    free.removeIf(frame -> frame.file().equals(file));
  }

  /// The files of which no frame is given out again.
  public Set<String> condemned() {
    return Collections.unmodifiableSet(condemned);
  }

  /// What people call the disk.
  public String where() {
    return disk.where();
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
    return free.size() + Math.max(0, total() - files * FRAMES_PER_FILE);
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
    FrameFile file = growing;
    if (file != null) {
      file.settle();
    }
    disk.close();
  }

  private int ready() {
    return Math.max(ahead, (frames.size() - free.size()) / USED_FOR_READY);
  }

  private void growUpTo(int wanted) {
    FrameFile file = growing;
    if (file != null && file.made()) {
      endFile();
    }
    if (free.size() < wanted) {
      beginFile();
    }
  }

  private void beginFile() {
    if (growing == null && (files + 1) * FRAMES_PER_FILE <= total()) {
      growing = new FrameFile(disk, fileName(files), fileBytes(), growth);
    }
  }

  /// Takes in the file that was begun, and waits for it if it must.
  private void endFile() {
    FrameFile file = growing;
    if (file == null) {
      return;
    }
    growing = null;
    try {
      MemorySegment memory = file.memory();
      files++;
      // Counted after it is there: a count too low is put right by the names, one too high is
      // damage.
      superblock.files(disk, files);
      add(file.name(), memory);
      fullReported = false;
    } catch (DiskFull full) {
      reportFull(full);
    }
  }

  /// Once until there is room again: every replica that is refused would say the same.
  private void reportFull(DiskFull full) {
    if (!fullReported) {
      System.getLogger("dev.goalkeeper.store.storage")
          .log(System.Logger.Level.WARNING, full.getMessage());
    }
    fullReported = true;
  }

  private void adopt(String file) {
    MemorySegment memory = disk.open(file);
    if (memory.byteSize() == fileBytes()) {
      add(file, memory);
    } else {
      damage.add(
          disk.where()
              + "/"
              + file
              + " has "
              + memory.byteSize()
              + " bytes instead of "
              + fileBytes()
              + ": it was cut off, and its frames are left out");
    }
  }

  private void add(String file, MemorySegment memory) {
    for (int index = 0; index < FRAMES_PER_FILE; index++) {
      var frame = new Frame(ground, file, memory, index);
      frames.add(frame);
      if (frame.damaged()) {
        damage.add(disk.where() + "/" + frame + " has a metadata block that does not verify");
      } else if (frame.metadata().isEmpty()) {
        free.add(frame);
      }
    }
  }

  private static int highestNumber(Set<String> names) {
    int highest = -1;
    for (String name : names) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        highest = Math.max(highest, Integer.parseInt(matcher.group(1)));
      }
    }
    return highest;
  }

  private static String fileName(int number) {
    return String.format("%s%06d.gk", PREFIX, number);
  }

  private static void requireCluster(Disk disk, StoreIdentity found, String cluster) {
    if (!found.cluster().equals(cluster)) {
      throw new StorageRefused(
          disk.where()
              + " belongs to cluster '"
              + found.cluster()
              + "', not to '"
              + cluster
              + "'; use another directory, or name that cluster");
    }
  }

  private long fileBytes() {
    return FRAMES_PER_FILE * Frame.stride(identity().segmentBytes());
  }
}
