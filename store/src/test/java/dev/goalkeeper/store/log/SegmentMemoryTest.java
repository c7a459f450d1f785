package dev.goalkeeper.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class SegmentMemoryTest {
  @Test
  void givesSlicesUpToTheLimitAndThenNone() {
    try (SegmentMemory memory = new SegmentMemory(1000, 2999)) {
      assertThat(memory.slicesMax()).isEqualTo(2);
      assertThat(memory.take().orElseThrow().byteSize()).isEqualTo(1000);
      assertThat(memory.take()).isPresent();
      assertThat(memory.take()).isEmpty();
      assertThat(memory.slicesTaken()).isEqualTo(2);
    }
  }

  @Test
  void recyclesSlices() {
    try (SegmentMemory memory = new SegmentMemory(4096, 4096)) {
      MemorySegment slice = memory.take().orElseThrow();
      memory.give(slice);
      assertThat(memory.slicesTaken()).isZero();
      assertThat(memory.take().orElseThrow().address()).isEqualTo(slice.address());
    }
  }

  @Test
  void refusesWhatItDidNotGive() {
    try (SegmentMemory memory = new SegmentMemory(4096, 8192)) {
      MemorySegment foreign = MemorySegment.ofArray(new byte[4096]);
      assertThatIllegalArgumentException().isThrownBy(() -> memory.give(foreign));
      MemorySegment part = memory.take().orElseThrow().asSlice(0, 100);
      assertThatIllegalArgumentException().isThrownBy(() -> memory.give(part));
    }
  }

  @Test
  void nothingIsReadAfterClose() {
    SegmentMemory memory = new SegmentMemory(4096, 4096);
    MemorySegment slice = memory.take().orElseThrow();
    memory.close();
    assertThatIllegalStateException().isThrownBy(() -> slice.fill((byte) 1));
  }

  @Test
  void aLimitBelowOneSliceIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SegmentMemory(4096, 4095));
  }
}
