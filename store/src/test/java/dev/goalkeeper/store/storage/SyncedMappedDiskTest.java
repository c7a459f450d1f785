package dev.goalkeeper.store.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk of a synced store: the same contract, by other calls to the system.
class SyncedMappedDiskTest implements DiskContract, MemoryOutlivesTheProcess {
  @TempDir private Path parent;
  private Path directory;
  private MappedDisk disk;

  @BeforeEach
  void open() {
    directory = parent.resolve("data");
    disk = synced();
  }

  @AfterEach
  void close() {
    disk.close();
  }

  @Override
  public Disk disk() {
    return disk;
  }

  @Override
  public Disk reopened() {
    disk.close();
    disk = synced();
    return disk;
  }

  /// No test can cut the power of a real disk. That the system is asked to force, it can see: the
  /// JVM notes it.
  @Test
  void forceReachesTheSystem() throws IOException {
    disk.create("a", FILE_BYTES);
    disk.create("b", FILE_BYTES);
    reopened().open("a");
    disk.open("b");
    assertThat(filesForced(() -> {
      disk.write("a", 0, DiskContract.bytes(1));
      disk.force("a", 0, 1);
    })).containsExactly("a");
  }

  private MappedDisk synced() {
    MappedDisk opened = MappedDisk.open(directory);
    opened.use(Mode.SYNCED);
    return opened;
  }

  private List<String> filesForced(Runnable work) throws IOException {
    Path events = parent.resolve("events.jfr");
    try (var recording = new Recording()) {
      recording.enable("jdk.FileForce").withThreshold(Duration.ZERO);
      recording.start();
      work.run();
      recording.stop();
      recording.dump(events);
    }
    return RecordingFile.readAllEvents(events).stream()
        .map(event -> Path.of(event.getString("path")))
        .filter(path -> path.startsWith(directory))
        .map(path -> path.getFileName().toString())
        .toList();
  }
}
