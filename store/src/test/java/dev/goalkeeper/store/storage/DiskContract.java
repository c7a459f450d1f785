package dev.goalkeeper.store.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [Disk] does. The real one and its simulated twin run the same cases.
public interface DiskContract {
  /// More than any disk of these tests has room for.
  long TOO_MANY_BYTES = 1L << 60;

  int FILE_BYTES = 64 << 10;

  /// The disk under test: empty at first, and the same each time within one test.
  Disk disk();

  /// The disk after its process has ended and another one opened it.
  Disk reopened();

  @Test
  default void aNewFileHasItsLengthAndOnlyZeros() {
    MemorySegment file = disk().create("a", FILE_BYTES);
    assertThat(file.byteSize()).isEqualTo(FILE_BYTES);
    assertThat(file.mismatch(MemorySegment.ofArray(new byte[FILE_BYTES]))).isEqualTo(-1);
  }

  @Test
  default void filesAreListedInOrder() {
    disk().create("b", FILE_BYTES);
    disk().create("c", FILE_BYTES);
    disk().create("a", FILE_BYTES);
    assertThat(disk().files()).containsExactly("a", "b", "c");
  }

  @Test
  default void whatIsWrittenIsSeenInEveryWindowAtOnce() {
    MemorySegment created = disk().create("a", FILE_BYTES);
    MemorySegment opened = disk().open("a");
    assertThat(created.get(ValueLayout.JAVA_BYTE, 100)).isZero();
    disk().write("a", 100, bytes(7, 8));
    for (MemorySegment window : List.of(created, opened, disk().open("a"))) {
      assertThat(window.asSlice(99, 4).toArray(ValueLayout.JAVA_BYTE)).containsExactly(0, 7, 8, 0);
    }
    disk().force("a", 0, FILE_BYTES);
    disk().write("a", 101, bytes(9));
    assertThat(created.get(ValueLayout.JAVA_BYTE, 101)).isEqualTo((byte) 9);
  }

  /// Buffers of messages lie outside the heap, metadata is made within it.
  @Test
  default void whatIsWrittenMayLieAnywhere() {
    MemorySegment file = disk().create("a", FILE_BYTES);
    try (Arena arena = Arena.ofConfined()) {
      disk().write("a", 0, arena.allocate(3).fill((byte) 1));
      disk().write("a", 3, bytes(2, 3, 4).asSlice(1, 1).asReadOnly());
    }
    assertThat(file.asSlice(0, 5).toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 1, 1, 3, 0);
  }

  @Test
  default void windowsAreForReading() {
    assertThat(disk().create("a", FILE_BYTES).isReadOnly()).isTrue();
    assertThat(disk().open("a").isReadOnly()).isTrue();
  }

  @Test
  default void nothingIsWrittenBeyondAFile() {
    disk().create("a", FILE_BYTES);
    for (long offset : new long[] {-1, FILE_BYTES - 1, FILE_BYTES}) {
      assertThatExceptionOfType(IndexOutOfBoundsException.class)
          .isThrownBy(() -> disk().write("a", offset, bytes(1, 2)));
    }
    MemorySegment found = reopened().open("a");
    assertThat(found.byteSize()).isEqualTo(FILE_BYTES);
    assertThat(found.mismatch(MemorySegment.ofArray(new byte[FILE_BYTES]))).isEqualTo(-1);
  }

  @Test
  default void whatWasForcedOutlivesTheProcess() {
    disk().create("a", FILE_BYTES);
    disk().write("a", 0, bytes(1));
    disk().write("a", FILE_BYTES - 1, bytes(2));
    disk().force("a", 0, FILE_BYTES);
    Disk again = reopened();
    assertThat(again.files()).containsExactly("a");
    MemorySegment found = again.open("a");
    assertThat(found.byteSize()).isEqualTo(FILE_BYTES);
    assertThat(found.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 1);
    assertThat(found.get(ValueLayout.JAVA_BYTE, FILE_BYTES - 1)).isEqualTo((byte) 2);
  }

  @Test
  default void aBootIsTheSameForAsLongAsTheMachineRuns() {
    assertThat(disk().boot()).isEqualTo(disk().boot());
  }

  @Test
  default void partsOfAFileCanBeForced() {
    disk().create("a", FILE_BYTES);
    disk().force("a", 4096, 4096);
    disk().force("a", 5000, 1);
    disk().force("a", FILE_BYTES - 1, 1);
  }

  @Test
  default void aFullDiskRefusesAndLeavesNothingBehind() {
    disk().create("a", FILE_BYTES);
    disk().write("a", FILE_BYTES - 1, bytes(7));
    assertThatExceptionOfType(DiskFull.class)
        .isThrownBy(() -> disk().create("b", TOO_MANY_BYTES))
        .withMessageContaining(disk().where());
    assertThat(disk().files()).containsExactly("a");
    assertThat(disk().open("a").get(ValueLayout.JAVA_BYTE, FILE_BYTES - 1)).isEqualTo((byte) 7);
    assertThat(disk().create("b", FILE_BYTES).byteSize()).isEqualTo(FILE_BYTES);
  }

  /// Above all it is not replaced, and not taken away.
  @Test
  default void creatingAFileThatIsThereIsABrokenContractAndTheFileStays() {
    disk().create("a", FILE_BYTES);
    disk().write("a", 0, bytes(7));
    assertThatIllegalArgumentException().isThrownBy(() -> disk().create("a", FILE_BYTES));
    disk().force("a", 0, FILE_BYTES);
    Disk again = reopened();
    assertThat(again.files()).containsExactly("a");
    assertThat(again.open("a").get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 7);
  }

  @Test
  default void openingAFileThatIsNotThereIsABrokenContract() {
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> disk().open("a"));
    assertThat(disk().files()).isEmpty();
  }

  @Test
  default void aDeletedFileIsGoneAndItsNameIsFree() {
    disk().create("a", FILE_BYTES);
    disk().write("a", 0, bytes(7));
    disk().delete("a");
    disk().delete("never there");
    assertThat(disk().files()).isEmpty();
    MemorySegment anew = disk().create("a", FILE_BYTES);
    assertThat(anew.mismatch(MemorySegment.ofArray(new byte[FILE_BYTES]))).isEqualTo(-1);
  }

  /// What a test writes.
  static MemorySegment bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return MemorySegment.ofArray(bytes);
  }

  /// As many bytes as the test's files have, all the same.
  static MemorySegment full(int value) {
    return MemorySegment.ofArray(new byte[FILE_BYTES]).fill((byte) value);
  }
}
