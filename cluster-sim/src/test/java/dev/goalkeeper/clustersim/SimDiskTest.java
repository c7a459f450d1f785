package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.store.storage.Boot;
import dev.goalkeeper.store.storage.Disk;
import dev.goalkeeper.store.storage.DiskContract;
import dev.goalkeeper.store.storage.MemoryOutlivesTheProcess;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimDiskTest implements DiskContract, MemoryOutlivesTheProcess {
  private static final long ROOM_BYTES = 1L << 24;
  private static final int SECTORS = FILE_BYTES / SimFile.SECTOR_BYTES;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Faults faultsOfAll = Faults.none();
  private final SimDisk disk = new SimDisk("disk", ROOM_BYTES);

  @Override
  public Disk disk() {
    return disk;
  }

  @Override
  public Disk reopened() {
    disk.close();
    return disk;
  }

  @Test
  void powerCutKeepsWhatWasForcedAndOfTheRestSomeSectorsWholly() {
    disk.create("a", FILE_BYTES);
    disk.write("a", 0, DiskContract.full(1).asSlice(0, FILE_BYTES / 2));
    disk.force("a", 0, FILE_BYTES / 2);
    disk.write("a", 0, DiskContract.full(2));
    Boot before = disk.boot();
    assertThat(disk.cutPower(random)).isBetween(1, SECTORS - 1);
    assertThat(disk.boot()).isNotEqualTo(before);
    assertThat(sectorsOf((byte) 2)).isBetween(SECTORS / 4, 3 * SECTORS / 4);
    assertThat(sectorsOf((byte) 1) + sectorsOf((byte) 2) + sectorsOf((byte) 0)).isEqualTo(SECTORS);
    assertThat(sectorsOf((byte) 0)).as("none of the half that was forced")
        .isLessThanOrEqualTo(SECTORS / 2);
  }

  /// As on Linux: pages that could not be written count as clean, and are not written again.
  @Test
  void forceAfterOneThatFailedBringsBackNothing() {
    var faults = new DiskFaults(random, faultsOfAll).with(Fault.SYNC_FAILED, 1);
    create("a", 1);
    disk.with(faults);
    assertThatThrownBy(() -> disk.force("a", 0, FILE_BYTES));
    faults.heal();
    disk.force("a", 0, FILE_BYTES);
    assertThat(sectorsOf((byte) 1)).as("memory has it").isEqualTo(SECTORS);
    disk.cutPower(random);
    assertThat(sectorsOf((byte) 0)).as("the device never had").isEqualTo(SECTORS);
    assertThat(faultsOfAll.counts().of(Fault.SYNC_FAILED)).isEqualTo(1);
  }

  @Test
  void misdirectedWriteIsSeenOnceThePowerWasCut() {
    disk.create("a", FILE_BYTES);
    create("b", 1);
    disk.force("b", 0, FILE_BYTES);
    disk.with(new DiskFaults(random, faultsOfAll).with(Fault.MISDIRECTED_WRITE, 1));
    disk.write("a", 0, DiskContract.full(2).asSlice(0, SimFile.SECTOR_BYTES));
    disk.force("a", 0, FILE_BYTES);
    assertThat(sectorsOf((byte) 2)).isEqualTo(1);
    disk.cutPower(random);
    assertThat(disk.open("a").asSlice(0, SimFile.SECTOR_BYTES)
        .mismatch(MemorySegment.ofArray(new byte[SimFile.SECTOR_BYTES]))).isEqualTo(-1);
    assertThat(faultsOfAll.counts().of(Fault.MISDIRECTED_WRITE)).isEqualTo(1);
  }

  @Test
  void rotFlipsOneBit() {
    create("a", 1);
    disk.rot(random);
    assertThat(sectorsOf((byte) 1)).isEqualTo(SECTORS - 1);
  }

  @Test
  void deafDiskSaysThatItForcesAndDoesNot() {
    disk.deaf();
    create("a", 1);
    disk.force("a", 0, FILE_BYTES);
    assertThat(disk.cutPower(random)).isLessThan(SECTORS);
    assertThat(sectorsOf((byte) 0)).isPositive();
  }

  /// A file of those bytes, which nobody has forced.
  private void create(String name, int content) {
    disk.create(name, FILE_BYTES);
    disk.write(name, 0, DiskContract.full(content));
  }

  /// Sectors of the first file that hold that byte alone.
  private int sectorsOf(byte content) {
    byte[] wanted = new byte[SimFile.SECTOR_BYTES];
    Arrays.fill(wanted, content);
    MemorySegment file = disk.open("a");
    int count = 0;
    for (long at = 0; at < file.byteSize(); at += SimFile.SECTOR_BYTES) {
      boolean same = file.asSlice(at, SimFile.SECTOR_BYTES)
          .mismatch(MemorySegment.ofArray(wanted)) == -1;
      count += same ? 1 : 0;
    }
    return count;
  }
}
