package dev.goalkeeper.store.storage;

class RamDiskTest implements DiskContract, MemoryOutlivesTheProcess {
  private final RamDisk disk = new RamDisk();

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
