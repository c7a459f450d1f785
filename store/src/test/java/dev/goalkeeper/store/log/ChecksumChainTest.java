package dev.goalkeeper.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ChecksumChainTest {
  @Test
  void isTheCrc32cOfTheWordsInLittleEndianOrder() {
    Random random = new Random(1);
    ByteBuffer words = ByteBuffer.allocate(4 * 1000).order(ByteOrder.LITTLE_ENDIAN);
    int chain = ChecksumChain.EMPTY;
    for (int index = 0; index < 1000; index++) {
      int word = random.nextInt();
      words.putInt(word);
      chain = ChecksumChain.extend(chain, word);
    }
    CRC32C reference = new CRC32C();
    reference.update(words.flip());
    assertThat(chain).isEqualTo((int) reference.getValue());
  }
}
