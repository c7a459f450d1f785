package dev.goalkeeper.store.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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
  default void anOpenedFileIsTheSameMemory() {
    disk().create("a", FILE_BYTES).set(ValueLayout.JAVA_BYTE, 100, (byte) 7);
    MemorySegment opened = disk().open("a");
    assertThat(opened.get(ValueLayout.JAVA_BYTE, 100)).isEqualTo((byte) 7);
    opened.set(ValueLayout.JAVA_BYTE, 101, (byte) 8);
    assertThat(disk().open("a").get(ValueLayout.JAVA_BYTE, 101)).isEqualTo((byte) 8);
  }

  @Test
  default void whatWasForcedOutlivesTheProcess() {
    MemorySegment file = disk().create("a", FILE_BYTES);
    file.set(ValueLayout.JAVA_BYTE, 0, (byte) 1);
    file.set(ValueLayout.JAVA_BYTE, FILE_BYTES - 1, (byte) 2);
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
    disk().create("a", FILE_BYTES).fill((byte) 7);
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
    disk().create("a", FILE_BYTES).set(ValueLayout.JAVA_BYTE, 0, (byte) 7);
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
    disk().create("a", FILE_BYTES).fill((byte) 7);
    disk().delete("a");
    disk().delete("never there");
    assertThat(disk().files()).isEmpty();
    MemorySegment anew = disk().create("a", FILE_BYTES);
    assertThat(anew.mismatch(MemorySegment.ofArray(new byte[FILE_BYTES]))).isEqualTo(-1);
  }
}
