package dev.goalkeeper.store.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk of a buffered store; what differs in a synced one is in [SyncedMappedDiskTest].
class MappedDiskTest implements DiskContract, MemoryOutlivesTheProcess {
  @TempDir private Path parent;
  private Path directory;
  private MappedDisk disk;

  @BeforeEach
  void open() {
    directory = parent.resolve("data");
    disk = MappedDisk.open(directory);
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
    disk = MappedDisk.open(directory);
    return disk;
  }

  @Test
  void onlyTheOwnerReadsWhatItMakes() throws IOException {
    disk.create("a", FILE_BYTES);
    assertThat(mode(directory)).isEqualTo("rwx------");
    assertThat(mode(directory.resolve("a"))).isEqualTo("rw-------");
    assertThat(mode(directory.resolve("lock"))).isEqualTo("rw-------");
  }

  /// Somebody may name a directory that others use too.
  @Test
  void theModeOfADirectoryThatWasThereStays() throws IOException {
    Path shared = Files.createDirectory(parent.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    MappedDisk.open(shared).close();
    assertThat(mode(shared)).isEqualTo("rwxr-xr-x");
  }

  @Test
  void twoCannotUseOneDirectory() {
    assertThatExceptionOfType(StorageRefused.class)
        .isThrownBy(() -> MappedDisk.open(directory))
        .withMessageContaining(directory.toString())
        .withMessageContaining("in use")
        .withMessageContaining("stop it");
    assertThatExceptionOfType(StorageRefused.class)
        .isThrownBy(() -> MappedDisk.openReadOnly(directory));
    assertThatExceptionOfType(StorageRefused.class)
        .as("a refusal must not have let go of the lock")
        .isThrownBy(() -> MappedDisk.open(directory));
  }

  @Test
  void anotherNameForTheDirectoryIsTheSameDirectory() throws IOException {
    Path link = Files.createSymbolicLink(parent.resolve("link"), directory);
    assertThatExceptionOfType(StorageRefused.class).isThrownBy(() -> MappedDisk.open(link));
  }

  @Test
  void readingChangesNothingAndLocksNobodyOut() throws IOException {
    disk.create("a", FILE_BYTES);
    disk.write("a", 0, DiskContract.full(7));
    disk.close();
    Set<String> before = listing();
    try (MappedDisk reader = MappedDisk.openReadOnly(directory)) {
      assertThat(reader.open("a").isReadOnly()).isTrue();
      assertThat(reader.inUse()).isFalse();
      disk = MappedDisk.open(directory);
      assertThat(reader.inUse()).isTrue();
    }
    disk.close();
    assertThat(listing()).isEqualTo(before);
    disk = MappedDisk.open(directory);
  }

  @Test
  void aFileThatWasNeverFinishedIsNotThere() throws IOException {
    disk.close();
    Files.write(directory.resolve("a.new"), new byte[100]);
    disk = MappedDisk.open(directory);
    assertThat(disk.files()).isEmpty();
    assertThat(directory.resolve("a.new")).doesNotExist();
    assertThat(disk.create("a", FILE_BYTES).byteSize()).isEqualTo(FILE_BYTES);
  }

  @Test
  void whatIsNoDirectoryOfOursIsRefusedInOneLine() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "text");
    assertRefused(file);
    assertThatExceptionOfType(StorageRefused.class)
        .isThrownBy(() -> MappedDisk.openReadOnly(parent.resolve("nowhere")))
        .withMessageContaining("is no server's data directory");
    assertThat(parent.resolve("nowhere")).doesNotExist();
  }

  @Test
  void machineThatDoesNotTellItsBootsIsTakenForAnotherEachTime() throws IOException {
    Path told = Files.writeString(parent.resolve("told"), "0a5b4f3e-11d2-4c3b-8a77-0123456789ab\n");
    Boot boot = MappedDisk.readBoot(told);
    assertThat(boot.reaches(MappedDisk.readBoot(told))).isTrue();
    assertThat(boot.reaches(new Boot(1, 2))).isFalse();
    assertThat(MappedDisk.readBoot(parent.resolve("untold"))).isEqualTo(Boot.UNKNOWN);
    assertThat(MappedDisk.readBoot(Files.writeString(told, "gibberish"))).isEqualTo(Boot.UNKNOWN);
    assertThat(Boot.UNKNOWN.reaches(Boot.UNKNOWN)).isFalse();
  }

  private static void assertRefused(Path path) {
    assertThatExceptionOfType(StorageRefused.class)
        .isThrownBy(() -> MappedDisk.open(path))
        .withMessageContaining(path.toString())
        .withMessageMatching("[^\n]+");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Set<String> listing() throws IOException {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(MappedDiskTest::describe).collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String describe(Path path) {
    try {
      return path.getFileName() + " " + Files.size(path) + " " + Files.getLastModifiedTime(path);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
