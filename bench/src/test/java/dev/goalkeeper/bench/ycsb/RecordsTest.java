package dev.goalkeeper.bench.ycsb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Bytes;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// That values show whether they are what was written.
class RecordsTest {
  private static final int VALUE_BYTES = 64;

  private final Records records = new Records(VALUE_BYTES);
  private final Bytes value = records.value(17, -5);

  @Test
  void valueFitsItsOwnKeyAlone() {
    assertThat(value.length()).isEqualTo(VALUE_BYTES);
    assertThat(records.fits(records.key(17), value)).isTrue();
    assertThat(records.fits(records.key(18), value)).isFalse();
    assertThat(records.value(17, 4)).isNotEqualTo(value);
  }

  @Test
  void anyChangedByteIsNoticed() {
    assertThat(IntStream.range(0, VALUE_BYTES)).noneMatch(at -> {
      byte[] changed = value.array().clone();
      changed[at]++;
      return records.fits(records.key(17), Bytes.of(changed));
    });
  }

  @Test
  void valueOfAnotherLengthIsNone() {
    byte[] shorter = Arrays.copyOf(value.array(), VALUE_BYTES - 1);

    assertThat(records.fits(records.key(17), Bytes.of(shorter))).isFalse();
    assertThat(records.fits(records.key(17), Bytes.EMPTY)).isFalse();
  }
}
