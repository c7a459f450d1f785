package dev.goalkeeper.store.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolatileDiskTest implements DiskContract {
  @TempDir private Path directory;
  private VolatileDisk disk;

  @BeforeEach
  void open() {
    disk = VolatileDisk.open(directory);
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
    disk = VolatileDisk.open(directory);
    return disk;
  }

  @Test
  void whatWasNotForcedGoesWithTheProcess() {
    disk.create("a", FILE_BYTES);
    disk.write("a", 0, DiskContract.full(1));
    disk.force("a", 5_000, 1);
    MemorySegment found = reopened().open("a");
    assertThat(found.get(ValueLayout.JAVA_BYTE, 4_095)).isZero();
    assertThat(found.get(ValueLayout.JAVA_BYTE, 4_096)).as("a page at a time").isEqualTo((byte) 1);
    assertThat(found.get(ValueLayout.JAVA_BYTE, 8_191)).isEqualTo((byte) 1);
    assertThat(found.get(ValueLayout.JAVA_BYTE, 8_192)).isZero();
  }

  @Test
  void whatReadsTheFilesElsewhereIsInAnotherBoot() {
    disk.create("a", FILE_BYTES);
    Boot written = disk.boot();
    disk.close();
    try (MappedDisk reader = MappedDisk.openReadOnly(directory)) {
      assertThat(written.reaches(reader.boot())).isFalse();
    }
    disk = VolatileDisk.open(directory);
  }
}
