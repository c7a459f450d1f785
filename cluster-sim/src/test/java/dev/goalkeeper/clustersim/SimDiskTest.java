package dev.goalkeeper.clustersim;

import dev.goalkeeper.store.storage.Disk;
import dev.goalkeeper.store.storage.DiskContract;

class SimDiskTest implements DiskContract {
  private static final long ROOM_BYTES = 1L << 24;

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
}
