package dev.goalkeeper.store.log;

import static dev.goalkeeper.store.log.SegmentFixture.CAPACITY;
import static dev.goalkeeper.store.log.SegmentFixture.MASTER;
import static dev.goalkeeper.store.log.SegmentFixture.SEGMENT;
import static dev.goalkeeper.store.log.SegmentFixture.TABLE;
import static dev.goalkeeper.store.log.SegmentFixture.bytes;
import static dev.goalkeeper.store.log.SegmentFixture.copy;
import static dev.goalkeeper.store.log.SegmentFixture.randomBytes;
import static dev.goalkeeper.store.log.SegmentFixture.randomSegment;
import static dev.goalkeeper.store.log.SegmentFixture.segment;
import static dev.goalkeeper.store.log.SegmentFixture.walker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Certificate;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryWalkerTest {
  private static final int SEEDS = 200;

  @Test
  void randomSegmentsVerify() {
    for (int seed = 0; seed < SEEDS; seed++) {
      LogSegment segment = randomSegment(new Random(seed), seed);
      assertThat(walker(copy(segment)).verify(segment.certificate()))
          .as("seed %d", seed)
          .isEqualTo(new Verdict.Whole(segment.certificate()));
    }
  }

  /// One flipped bit anywhere in the certified bytes, in the certificate's checksum or in its
  /// length.
  @Test
  void everyFlippedBitIsNoticed() {
    LogSegment segment = randomSegment(new Random(1), 12);
    MemorySegment memory = copy(segment);
    Certificate certificate = segment.certificate();
    for (long bit = 0; bit < certificate.length() * 8L; bit++) {
      flip(memory, bit);
      Verdict verdict = walker(memory).verify(certificate);
      assertThat(verdict).as("bit %d", bit).isInstanceOf(Verdict.Corrupt.class);
      assertThat(verdict.valid().length()).as("bit %d", bit).isLessThanOrEqualTo((int) (bit / 8));
      flip(memory, bit);
    }
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      Certificate wrongSum =
          new Certificate(certificate.length(), certificate.checksum() ^ 1 << bit);
      assertThat(walker(memory).verify(wrongSum)).isInstanceOf(Verdict.Corrupt.class);
    }
  }

  @Test
  void everyOtherCertifiedLengthIsNoticed() {
    LogSegment segment = randomSegment(new Random(2), 12);
    MemorySegment memory = copy(segment);
    for (int length = 1; length < segment.capacity(); length++) {
      if (length != segment.length()) {
        Certificate wrong = new Certificate(length, segment.certificate().checksum());
        assertThat(walker(memory).verify(wrong)).isInstanceOf(Verdict.Corrupt.class);
      }
    }
  }

  @Test
  void randomDamageInLargerSegmentsIsNoticed() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      LogSegment segment = randomSegment(random, 300);
      MemorySegment memory = copy(segment);
      int from = random.nextInt(segment.length());
      int count = Math.min(1 + random.nextInt(4096), segment.length() - from);
      memory.asSlice(from, count).copyFrom(randomBytes(random, count));
      if (memory.mismatch(copy(segment)) >= 0) {
        assertThat(walker(memory).verify(segment.certificate()))
            .as("seed %d: %d bytes at %d", seed, count, from)
            .isInstanceOf(Verdict.Corrupt.class);
      }
    }
  }

  @Test
  void soundBytesOfAnotherSegmentOrMasterFailAtTheFirstByte() {
    LogSegment segment = randomSegment(new Random(3), 5);
    MemorySegment memory = copy(segment);
    Certificate certificate = segment.certificate();
    EntryWalker otherSegment = new EntryWalker(memory, MASTER, new SegmentId(4));
    assertThat(otherSegment.verify(certificate).valid()).isEqualTo(Certificate.NONE);
    EntryWalker otherMaster = new EntryWalker(memory, ServerId.of(8, 1), SEGMENT);
    assertThat(otherMaster.verify(certificate).valid()).isEqualTo(Certificate.NONE);
  }

  @Test
  void soundEntriesInTheWrongPlaceFail() {
    LogSegment segment = segment();
    int first = segment.appendObject(TABLE, 1, bytes("a"), bytes("1"));
    int second = segment.appendObject(TABLE, 1, bytes("b"), bytes("2"));
    MemorySegment memory = copy(segment);
    int count = second - first;
    MemorySegment kept =
        MemorySegment.ofArray(new byte[count]).copyFrom(memory.asSlice(first, count));
    memory.asSlice(first, count).copyFrom(memory.asSlice(second, count));
    memory.asSlice(second, count).copyFrom(kept);
    assertThat(walker(memory).verify(segment.certificate()).valid()).isEqualTo(segment.opening());
  }

  @Test
  void verifiesBytesAsTheyArrive() {
    LogSegment segment = segment();
    EntryWalker walker = walker(segment.memory());
    for (int version = 1; version <= 20; version++) {
      segment.appendObject(TABLE, version, bytes("key" + version), bytes("value"));
      if (version % 3 == 0) {
        assertThat(walker.verify(segment.certificate())).isInstanceOf(Verdict.Whole.class);
        assertThat(walker.certificate()).isEqualTo(segment.certificate());
      }
    }
  }

  @Test
  void aRefusedCertificateDoesNotMoveIt() {
    LogSegment segment = segment();
    EntryWalker walker = walker(segment.memory());
    walker.verify(segment.opening());
    segment.appendObject(TABLE, 1, bytes("key"), bytes("value"));
    Certificate wrong = new Certificate(segment.length(), ~segment.certificate().checksum());
    assertThat(walker.verify(wrong)).isInstanceOf(Verdict.Corrupt.class);
    assertThat(walker.certificate()).isEqualTo(segment.opening());
    assertThat(walker.verify(Certificate.NONE)).isInstanceOf(Verdict.Corrupt.class);
    assertThat(walker.certificate()).isEqualTo(segment.opening());
    assertThat(walker.verify(segment.certificate())).isInstanceOf(Verdict.Whole.class);
  }

  @Test
  void beyondTheCertificateATailIsTornNotCorrupt() {
    LogSegment segment = segment();
    segment.appendObject(TABLE, 1, bytes("certified"), bytes("value"));
    Certificate certified = segment.certificate();
    segment.appendObject(TABLE, 2, bytes("present"), bytes("value"));
    Certificate present = segment.certificate();
    int torn = segment.appendObject(TABLE, 3, bytes("torn"), bytes("value"));
    MemorySegment memory = copy(segment);
    memory.set(ValueLayout.JAVA_BYTE, torn + EntryFormat.VERSION, (byte) 99);
    Verdict verdict = walker(memory).scan(certified);
    assertThat(verdict).isInstanceOf(Verdict.TornTail.class);
    assertThat(verdict.valid()).isEqualTo(present);
  }

  @Test
  void scanningDamageWithinTheCertificateSaysCorrupt() {
    LogSegment segment = segment();
    int damaged = segment.appendObject(TABLE, 1, bytes("key"), bytes("value"));
    MemorySegment memory = copy(segment);
    memory.set(ValueLayout.JAVA_BYTE, damaged + EntryFormat.VERSION, (byte) 99);
    Verdict verdict = walker(memory).scan(segment.certificate());
    assertThat(verdict).isInstanceOf(Verdict.Corrupt.class);
    assertThat(((Verdict.Corrupt) verdict).offset()).isEqualTo(damaged);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 11, 12, 13, 100, CAPACITY})
  void garbageOfAnySizeIsAVerdict(int size) {
    for (int seed = 0; seed < SEEDS; seed++) {
      MemorySegment garbage = randomBytes(new Random(seed), size);
      Verdict verdict = walker(garbage).scan(Certificate.NONE);
      assertThat(verdict.valid()).as("seed %d", seed).isEqualTo(Certificate.NONE);
    }
  }

  @Test
  void aCertificateLongerThanTheBytesIsCorrupt() {
    LogSegment segment = segment();
    MemorySegment cut = copy(segment).asSlice(0, segment.length() - 1);
    assertThat(walker(cut).verify(segment.certificate())).isInstanceOf(Verdict.Corrupt.class);
    Certificate absurd = new Certificate(Limits.SEGMENT_BYTES_MAX, 0);
    assertThat(walker(cut).verify(absurd)).isInstanceOf(Verdict.Corrupt.class);
  }

  private static void flip(MemorySegment memory, long bit) {
    byte before = memory.get(ValueLayout.JAVA_BYTE, bit / 8);
    memory.set(ValueLayout.JAVA_BYTE, bit / 8, (byte) (before ^ 1 << bit % 8));
  }
}
