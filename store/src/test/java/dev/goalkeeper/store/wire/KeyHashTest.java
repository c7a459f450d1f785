package dev.goalkeeper.store.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyHashTest {
  /// Computed with the reference implementation of XXH64.
  @ParameterizedTest
  @CsvSource({
    "0, ef46db3751d8e999",
    "1, 8a4127811b21e730",
    "3, 706ba42a2c9708b5",
    "4, ab7017c45b9d7f8e",
    "5, 3ce701d0a1a49cf9",
    "7, 867016365a073839",
    "8, cf1a70c2b59d51c7",
    "11, d65855fc994aa842",
    "12, 3200b8eebbf225ad",
    "31, 1a64d6e3a15b1857",
    "32, 9e097eeb3867c631",
    "33, 38c61181c1b3c4dc",
    "63, 581606fe115679c2",
    "64, 065ad9878895d4ea",
    "100, 522912ccf04e3d43",
    "255, 4cde382c00c17619"
  })
  void hashesAreThoseOfTheReference(int length, String hash) {
    byte[] key = new byte[length];
    for (int i = 0; i < length; i++) {
      key[i] = (byte) (i * 37 + 1);
    }
    assertThat(KeyHash.of(Bytes.of(key))).isEqualTo(Long.parseUnsignedLong(hash, 16));
    MemorySegment shifted = MemorySegment.ofArray(new byte[length + 3]).asSlice(3);
    assertThat(KeyHash.of(shifted.copyFrom(MemorySegment.ofArray(key))))
        .isEqualTo(KeyHash.of(Bytes.of(key)));
  }

  @Test
  void textHashesAreThoseOfTheReference() {
    assertThat(KeyHash.of(Bytes.utf8("abc"))).isEqualTo(0x44BC2CF5AD770999L);
  }

  @Test
  void tabletsOfOneTableShareTheHashesEvenly() {
    int[] counts = new int[16];
    for (int i = 0; i < 16_000; i++) {
      counts[(int) (KeyHash.of(Bytes.utf8("key-" + i)) >>> 60)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(850, 1_150);
    }
  }
}
