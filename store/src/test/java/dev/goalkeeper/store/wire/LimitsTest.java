package dev.goalkeeper.store.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.store.wire.WriteReplica.Step;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final TableId TABLE = new TableId(1);
  private static final ServerId SERVER = ServerId.of(1, 1);
  private static final Address HERE = new Address("localhost", 1);
  private static final ReplicaId REPLICA = new ReplicaId(SERVER, new SegmentId(1), 1);

  @Test
  void keysHaveOneByteTo64KiB() {
    assertThat(new Read(TABLE, bytes(Limits.KEY_BYTES_MAX)).key().length()).isEqualTo(64 << 10);
    assertRefused(() -> new Read(TABLE, Bytes.EMPTY), "key is empty");
    assertRefused(() -> new Read(TABLE, bytes(Limits.KEY_BYTES_MAX + 1)),
        "key bytes: 65537, at most 65536");
  }

  @Test
  void valuesHaveUpTo1MiB() {
    assertThat(new Value(1, bytes(Limits.VALUE_BYTES_MAX)).bytes().length()).isEqualTo(1 << 20);
    assertRefused(() -> new Value(1, bytes(Limits.VALUE_BYTES_MAX + 1)),
        "value bytes: 1048577, at most 1048576");
  }

  @Test
  void namesHaveNoControlCharactersAndAreNotTooLong() {
    assertRefused(() -> new GetTable(""), "table is empty");
    assertRefused(() -> new GetTable("a\nb"), "table has a control character");
    assertRefused(() -> new GetTable("\ud83d"), "table has half a surrogate pair");
    assertRefused(() -> new GetTable("\u2603".repeat(86)), "table bytes: 258, at most 255");
  }

  @Test
  void listsAreBoundedAndInOrder() {
    assertRefused(() -> new CreateTable("t", Collections.nCopies(Limits.TABLETS_MAX + 1, SERVER)),
        "tablets: 1001, at most 1000");
    Member first = new Member(SERVER, HERE, "", 0, Member.Status.UP);
    Member second = new Member(ServerId.of(2, 1), HERE, "", 0, Member.Status.UP);
    assertRefused(() -> new Membership(1, List.of(second, first)), "member s1.1 follows s2.1");
    assertRefused(() -> new Membership(1, List.of(first, first)), "member s1.1 follows s1.1");
  }

  @Test
  void anOpeningStartsTheSegmentAndIsCertified() {
    assertRefused(() -> write(Step.OPEN, 8, new Certificate(8, 1)), "an opening at offset: 8");
    assertRefused(() -> write(Step.OPEN, 0, Certificate.NONE), "an opening without a certificate");
    assertThat(write(Step.OPEN_REPLACEMENT, 0, Certificate.NONE).opens()).isTrue();
  }

  @Test
  void aCertificateCoversNoMoreThanWasSentAndACloseNoLess() {
    assertRefused(() -> write(Step.EXTEND, 8, new Certificate(19, 1)),
        "certified bytes: 19, at most 18");
    assertRefused(() -> write(Step.CLOSE, 8, new Certificate(17, 1)),
        "a close that does not certify the end");
    assertThat(write(Step.CLOSE, 8, new Certificate(18, 1)).closes()).isTrue();
  }

  @Test
  void refusalsAreCutRatherThanRefused() {
    Refused refused = new Refused(Refusal.BUSY, "\ud83d\ude00".repeat(Limits.REASON_CHARS_MAX));
    assertThat(refused.text()).hasSize(Limits.REASON_CHARS_MAX);
    assertThat(new Refused(Refusal.BUSY, "a\ud83d").text()).isEqualTo("a?");
    String odd = "a" + "\ud83d\ude00".repeat(Limits.REASON_CHARS_MAX);
    assertThat(new Refused(Refusal.BUSY, odd).text()).endsWith("?").startsWith("a\ud83d\ude00");
  }

  @Test
  void idsAreWholeOrAbsent() {
    assertThat(new ServerId(0)).isEqualTo(ServerId.NONE);
    assertThat(ServerId.of(3, 2)).hasToString("s3.2");
    assertRefused(() -> new ServerId(5), "no server id: 5");
    assertRefused(() -> ServerId.of(0, 1), "no server id: 0.1");
    assertRefused(() -> new Once(1, 2, 2), "client 1, sequence 2, acknowledged 2");
    assertRefused(() -> new Certificate(0, 1), "a checksum of nothing");
  }

  private static WriteReplica write(Step step, int offset, Certificate certificate) {
    return new WriteReplica(REPLICA, step, 0, offset, Samples.bytes(10), certificate);
  }

  private static Bytes bytes(int length) {
    return Bytes.of(new byte[length]);
  }

  private static void assertRefused(ThrowingCallable made, String line) {
    assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class).hasMessage(line);
  }
}
