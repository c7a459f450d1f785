package dev.goalkeeper.store.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

/// What disks do that keep memory for a process: all but those that play a power cut at its death.
public interface MemoryOutlivesTheProcess {
  int BYTES = 64 << 10;

  /// The disk under test.
  Disk disk();

  /// The disk after its process has ended and another one opened it.
  Disk reopened();

  @Test
  default void whatWasWrittenAndNeverForcedOutlivesTheProcessInTheSameBoot() {
    disk().create("a", BYTES);
    disk().write("a", 5000, DiskContract.bytes(3));
    Boot before = disk().boot();
    Disk again = reopened();
    assertThat(again.open("a").get(ValueLayout.JAVA_BYTE, 5000)).isEqualTo((byte) 3);
    assertThat(before.reaches(again.boot())).isTrue();
  }
}
