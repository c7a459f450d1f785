package dev.goalkeeper.store.log;

import static dev.goalkeeper.store.log.SegmentFixture.MASTER;
import static dev.goalkeeper.store.log.SegmentFixture.SEGMENT;
import static dev.goalkeeper.store.log.SegmentFixture.TABLE;
import static dev.goalkeeper.store.log.SegmentFixture.bytes;
import static dev.goalkeeper.store.log.SegmentFixture.segment;
import static dev.goalkeeper.store.log.SegmentFixture.walker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.goalkeeper.store.wire.SegmentId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogSegmentTest {
  @Test
  void beginsWithHeaderDigestAndVersionFloor() {
    LogSegment segment = segment();
    EntryWalker walker = walker(segment.memory());
    assertThat(walker.next(segment.length())).isTrue();
    assertThat(walker.entry().segmentHeader())
        .isEqualTo(new SegmentHeader(MASTER, SEGMENT, segment.capacity()));
    assertThat(walker.next(segment.length())).isTrue();
    assertThat(walker.entry().digest()).isEqualTo(new Digest(List.of(new SegmentId(1), SEGMENT)));
    assertThat(walker.next(segment.length())).isTrue();
    assertThat(walker.entry().versionFloor()).isEqualTo(SegmentFixture.FLOOR);
    assertThat(walker.next(segment.length())).isFalse();
    assertThat(walker.certificate()).isEqualTo(segment.opening());
  }

  @Test
  void keepsTheCertificateThatAWalkerFinds() {
    LogSegment segment = segment();
    segment.appendObject(TABLE, 1, bytes("key"), bytes("value"));
    segment.appendTombstone(TABLE, 2, bytes("key"), SEGMENT);
    assertThat(walker(segment.memory()).verify(segment.certificate()))
        .isEqualTo(new Verdict.Whole(segment.certificate()));
    assertThat(segment.opening().length()).isLessThan(segment.certificate().length());
  }

  @Test
  void showsEntriesAsTheyWereAppended() {
    LogSegment segment = segment();
    int object = segment.appendObject(TABLE, 41, bytes("key"), bytes("value"));
    int tombstone = segment.appendTombstone(TABLE, 42, bytes("key"), new SegmentId(1));
    EntryView view = new EntryView().at(segment.memory(), object);
    assertThat(view.type()).isEqualTo(EntryType.OBJECT);
    assertThat(view.table()).isEqualTo(TABLE);
    assertThat(view.version()).isEqualTo(41);
    assertThat(view.key().mismatch(bytes("key"))).isEqualTo(-1);
    assertThat(view.value().mismatch(bytes("value"))).isEqualTo(-1);
    assertThat(view.end()).isEqualTo(tombstone);
    assertThat(view.isOf(TABLE, bytes("key"))).isTrue();
    assertThat(view.isOf(TABLE, bytes("kez"))).isFalse();
    view.at(segment.memory(), tombstone);
    assertThat(view.type()).isEqualTo(EntryType.TOMBSTONE);
    assertThat(view.version()).isEqualTo(42);
    assertThat(view.buriedIn()).isEqualTo(new SegmentId(1));
    assertThat(view.valueBytes()).isZero();
    assertThat(view.isOf(TABLE, bytes("key"))).isTrue();
    assertThat(view.end()).isEqualTo(segment.length());
  }

  @Test
  void showsTheBytesThatAreAskedForWhicheverWereAskedForBefore() {
    LogSegment segment = segment();
    int[][] ranges = {{0, 8}, {8, 16}, {8, 16}, {8, 20}, {0, 12}, {4, 4}, {0, 0}};
    for (int[] range : ranges) {
      MemorySegment expected = segment.memory().asSlice(range[0], range[1] - range[0]);
      MemorySegment shown = segment.bytes(range[0], range[1]);
      assertThat(shown.address()).isEqualTo(expected.address());
      assertThat(shown.byteSize()).isEqualTo(expected.byteSize());
      assertThat(shown.isReadOnly()).isTrue();
    }
  }

  @Test
  void refusesWhatDoesNotFitBeforeWritingAnyOfIt() {
    LogSegment segment = segment();
    byte[] tooMuch = new byte[segment.remaining()];
    int length = segment.length();
    assertThatIllegalStateException()
        .isThrownBy(
            () -> segment.appendObject(TABLE, 1, bytes("k"), MemorySegment.ofArray(tooMuch)));
    assertThat(segment.length()).isEqualTo(length);
    assertThat(segment.memory().get(ValueLayout.JAVA_BYTE, length + EntryFormat.LENGTH)).isZero();
  }

  @Test
  void takesNothingAfterClose() {
    LogSegment segment = segment();
    segment.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> segment.appendObject(TABLE, 1, bytes("k"), bytes("v")));
  }

  @Test
  void lendsItsBytesReadOnlyAndOnlyThoseThatAreThere() {
    LogSegment segment = segment();
    assertThat(segment.bytes(0, segment.length()).isReadOnly()).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> segment.bytes(0, segment.length() + 1));
  }

  /// The bytes are on disks: if this fails, the format has changed and needs a new number.
  @Test
  void formatIsPinned() {
    LogSegment segment = segment();
    segment.appendObject(TABLE, 0x0102030405060708L, bytes("key"), bytes("value"));
    segment.appendTombstone(TABLE, 9, bytes("key"), new SegmentId(1));
    byte[] bytes = segment.bytes(0, segment.length()).toArray(ValueLayout.JAVA_BYTE);
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo(
            "56fe2b2c20000000010000000100000007000000030000000000000000000100"
                + "7b603bbb1c0000000200000001000000000000000300000000000000"
                + "f7ac65df14000000050000004d00000000000000"
                + "1281949e240000000303000005000000000000000807060504030201"
                + "6b657976616c7565"
                + "9339d37e2700000004030000050000000000000009000000000000000100000000000000"
                + "6b6579");
    assertThat(segment.certificate().checksum()).isEqualTo(0x03816D85);
  }
}
