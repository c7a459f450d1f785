package dev.goalkeeper.clustersim;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// A file in three images, in sectors of 512 bytes: what processes see, what the device has, and
/// what the system believes the device to have.
///
/// A sector is *dirty* when what processes see is not what the system believes to be written. A
/// write that fails leaves the device as it was and the belief as if it had not failed: that is how
/// Linux goes about it, and why a force that returns after one that failed proves nothing.
final class SimFile {
  static final int SECTOR_BYTES = 512;

  private final byte[] device;
  private final byte[] believed;
  private byte[] seen;

  SimFile(int bytes) {
    device = new byte[bytes];
    believed = new byte[bytes];
    seen = new byte[bytes];
  }

  int bytes() {
    return device.length;
  }

  /// What processes see.
  MemorySegment window() {
    return MemorySegment.ofArray(seen).asReadOnly();
  }

  void put(long offset, MemorySegment data) {
    MemorySegment.ofArray(seen).asSlice(offset, data.byteSize()).copyFrom(data);
  }

  /// Writes the dirty sectors of a range to the device.
  void write(long offset, long length) {
    for (int at = first(offset); at < offset + length; at += SECTOR_BYTES) {
      if (dirty(at)) {
        copy(seen, at, device, at);
        copy(seen, at, believed, at);
      }
    }
  }

  /// Tries to, in vain.
  void failToWrite(long offset, long length) {
    for (int at = first(offset); at < offset + length; at += SECTOR_BYTES) {
      copy(seen, at, believed, at);
    }
  }

  /// Writes one dirty sector of a range to a place where it does not belong; the system believes
  /// that it is where it does.
  void misdirect(long offset, long length, SimFile where, RandomGenerator random) {
    int lost = dirtyIn(offset, length, random);
    int place = random.nextInt(where.sectors()) * SECTOR_BYTES;
    if (lost >= 0 && where.sector(place) == SECTOR_BYTES && sector(lost) == SECTOR_BYTES) {
      System.arraycopy(seen, lost, where.device, place, SECTOR_BYTES);
      copy(seen, lost, believed, lost);
    }
  }

  /// Of each dirty sector the device has the old content or the new.
  ///
  /// @return how many have the new
  int cutPower(RandomGenerator random) {
    int kept = 0;
    for (int at = 0; at < device.length; at += SECTOR_BYTES) {
      if (dirty(at) && random.nextBoolean()) {
        copy(seen, at, device, at);
        kept++;
      }
    }
    seen = device.clone();
    System.arraycopy(device, 0, believed, 0, device.length);
    return kept;
  }

  /// Flips a bit of a sector that is not all zeros, if a few tries find one.
  void rot(RandomGenerator random) {
    for (int tries = 0; tries < sectors(); tries++) {
      int at = random.nextInt(sectors()) * SECTOR_BYTES;
      if (!Arrays.equals(seen, at, at + sector(at), new byte[sector(at)], 0, sector(at))) {
        int place = at + random.nextInt(sector(at));
        flip(place, random.nextInt(Byte.SIZE));
        return;
      }
    }
  }

  void flip(int place, int bit) {
    byte flipped = (byte) (seen[place] ^ (1 << bit));
    seen[place] = flipped;
    device[place] = flipped;
    believed[place] = flipped;
  }

  private int dirtyIn(long offset, long length, RandomGenerator random) {
    int found = -1;
    int count = 0;
    for (int at = first(offset); at < offset + length; at += SECTOR_BYTES) {
      if (dirty(at) && random.nextInt(++count) == 0) {
        found = at;
      }
    }
    return found;
  }

  private int sectors() {
    return (device.length + SECTOR_BYTES - 1) / SECTOR_BYTES;
  }

  private int sector(int at) {
    return Math.min(SECTOR_BYTES, device.length - at);
  }

  private boolean dirty(int at) {
    int end = at + sector(at);
    return !Arrays.equals(seen, at, end, believed, at, end);
  }

  private void copy(byte[] from, int at, byte[] to, int place) {
    System.arraycopy(from, at, to, place, sector(at));
  }

  private static int first(long offset) {
    return (int) (offset / SECTOR_BYTES) * SECTOR_BYTES;
  }
}
