package dev.goalkeeper.store.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Damaged frames: each is refused with [Malformed] in one line, or is the one encoding of what it
/// decodes to. Nothing else may happen.
class CodecFuzzTest {
  private static final long SEED = 4_711;
  private static final int CASES = 400_000;
  private static final int POOL = 1_000;
  private static final int HEADER_BYTES = 44;

  /// What decoding one of these frames may cost; far less than the lie.
  private static final long ALLOCATED_MAX = 16 << 10;

  private int refused;
  private int accepted;

  @Test
  void damagedFramesAreRefusedOrMeanWhatTheySay() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<byte[]> whole = wholeFrames(random);
    for (int i = 0; i < CASES; i++) {
      byte[] bytes = damage(whole.get(random.nextInt(whole.size())), random);
      check(bytes, "seed " + SEED + ", case " + i);
    }
    // Both outcomes are common, or the damage is of one kind only.
    assertThat(refused).isGreaterThan(CASES / 10);
    assertThat(accepted).isGreaterThan(CASES / 10);
  }

  @Test
  void randomBytesAreRefused() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < CASES / 10; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      check(bytes, "seed " + SEED + ", random case " + i);
    }
    assertThat(accepted).isZero();
  }

  @Test
  void everyTruncationIsRefused() {
    for (byte[] bytes : wholeFrames(new SplittableRandom(SEED))) {
      for (int length = 0; length < bytes.length; length++) {
        refused = 0;
        check(Arrays.copyOf(bytes, length), "cut at " + length);
        assertThat(refused).isEqualTo(1);
      }
    }
  }

  @Test
  void aLengthThatLiesAllocatesNoMoreThanIsThere() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (byte[] bytes : wholeFrames(new SplittableRandom(SEED))) {
      for (int at = HEADER_BYTES; at + 4 <= bytes.length; at++) {
        byte[] lying = bytes.clone();
        // 65,535 as a length of four bytes: within the limits of most fields, but not there.
        System.arraycopy(new byte[] {0, 0, -1, -1}, 0, lying, at, 4);
        // Twice, since the first time may also load classes.
        check(lying, "lie at " + at);
        long before = threads.getCurrentThreadAllocatedBytes();
        decodes(lying);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("lie at " + at).isLessThan(ALLOCATED_MAX);
      }
    }
  }

  private void check(byte[] bytes, String which) {
    Frame frame;
    try {
      frame = Codec.decode(Unpooled.wrappedBuffer(bytes));
    } catch (Malformed malformed) {
      refused++;
      assertThat(malformed.getMessage()).isNotBlank().doesNotContain("\n");
      return;
    } catch (RuntimeException other) {
      fail(which + ": " + ByteBufUtil.hexDump(bytes), other);
      return;
    }
    accepted++;
    assertThat(body(frame)).as(which).isEqualTo(bytes);
  }

  private static boolean decodes(byte[] bytes) {
    try {
      return Codec.decode(Unpooled.wrappedBuffer(bytes)).requestId() >= 0;
    } catch (Malformed malformed) {
      return false;
    }
  }

  private static byte[] damage(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    int times = random.nextInt(1, 4);
    for (int i = 0; i < times && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at);
        case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(1, 9));
        case 2 -> bytes[at] = (byte) random.nextInt();
        // What a length or a count that lies looks like.
        case 3 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
        case 4 -> bytes[at] = 0;
        default -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
    }
    return bytes;
  }

  private static List<byte[]> wholeFrames(SplittableRandom random) {
    List<byte[]> frames = new ArrayList<>();
    while (frames.size() < POOL) {
      for (Message message : Samples.random(random)) {
        frames.add(body(new Frame(random.nextLong(), Samples.envelope(random), message)));
      }
    }
    return frames;
  }

  private static byte[] body(Frame frame) {
    ByteBuf out = Unpooled.buffer();
    Codec.encode(frame, out);
    return ByteBufUtil.getBytes(out.skipBytes(Codec.LENGTH_BYTES));
  }
}
