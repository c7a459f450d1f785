package dev.goalkeeper.store.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodecTest {
  private static final long SEED = 20_261_123;
  private static final long REQUEST = 0x0102030405060708L;
  private static final Envelope ENVELOPE =
      new Envelope(0x1112131415161718L, 3, ServerId.of(1, 2), ServerId.of(3, 4));

  @Test
  void everyMessageHasSamples() {
    Set<Class<?>> permitted = Samples.permitted(Message.class);
    assertThat(classes(Samples.fixed())).isEqualTo(permitted);
    assertThat(classes(Samples.random(new SplittableRandom(SEED)))).isEqualTo(permitted);
  }

  @Test
  void everyMessageComesOutAsItWentIn() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 500; round++) {
      for (Message message : Samples.random(random)) {
        Frame sent = new Frame(random.nextLong(), Samples.envelope(random), message);
        Frame received = Codec.decode(body(encoded(sent)));
        assertThat(received.requestId()).isEqualTo(sent.requestId());
        assertThat(received.envelope()).isEqualTo(sent.envelope());
        assertThat(plain(received.message())).isEqualTo(plain(message));
        assertThat(hex(encoded(received))).isEqualTo(hex(encoded(sent)));
      }
    }
  }

  @Test
  void oneReaderReadsTheFramesOfAConnectionOneAfterTheOther() {
    SplittableRandom random = new SplittableRandom(SEED);
    FrameReader reader = new FrameReader();
    for (int round = 0; round < 500; round++) {
      // Few enough that frames name the same as others before them, in part or in all.
      SplittableRandom few = new SplittableRandom(random.nextInt(5));
      List<Message> messages = Samples.random(few);
      Message message = messages.get(random.nextInt(messages.size()));
      Frame sent = new Frame(random.nextLong(), Samples.envelope(few), message);
      ByteBuf bytes = encoded(sent);
      int length = bytes.readInt();
      // What follows belongs to the next frame.
      Message received = reader.read(bytes.writeByte(1), length);
      assertThat(bytes.readableBytes()).isEqualTo(1);
      assertThat(plain(received)).isEqualTo(plain(message));
      assertThat(reader.requestId()).isEqualTo(sent.requestId());
      assertThat(reader.envelope()).isEqualTo(sent.envelope());
    }
  }

  @Test
  void aConnectionKeepsShortKeysAndValuesForTheNextRequestAndNoLongOnes() {
    FrameReader reader = new FrameReader();
    Write first = readWrite(reader, 12, Recent.KEPT_BYTES_MAX);
    Write next = readWrite(reader, 12, Recent.KEPT_BYTES_MAX);
    assertThat(next.key()).isSameAs(first.key());
    assertThat(next.value()).isSameAs(first.value());
    Write large = readWrite(reader, 13, Recent.KEPT_BYTES_MAX + 1);
    Write larger = readWrite(reader, 13, Recent.KEPT_BYTES_MAX + 1);
    assertThat(large.key()).isNotSameAs(first.key());
    assertThat(larger.value()).isNotSameAs(large.value());
  }

  @Test
  void everyMessageHasTheBytesThatItAlwaysHad() throws IOException {
    List<String> encodings = new ArrayList<>();
    for (Message message : Samples.fixed()) {
      ByteBuf bytes = encoded(new Frame(REQUEST, ENVELOPE, message));
      encodings.add(message.getClass().getSimpleName() + " " + hex(bytes));
      assertThat(plain(Codec.decode(body(bytes)).message())).isEqualTo(plain(message));
    }
    assertThat(encodings).isEqualTo(golden());
  }

  @Test
  void everyConstantHasTheCodeThatItAlwaysHad() {
    assertThat(Stream.of(Refusal.values()).map(each -> each + " " + each.code())).containsExactly(
        "WRONG_SERVER 1", "NOT_MINE 2", "STALE_TERM 3", "UNKNOWN_SENDER 4", "WRONG_CLUSTER 5",
        "UNKNOWN_TABLE 6", "NAME_IN_USE 7", "TOO_FEW_SERVERS 8", "NOT_OWNER 9",
        "TOO_LARGE 11", "NO_SPACE 12", "BUSY 13", "STALE_REPLICA 14",
        "NOT_OPEN 15", "BAD_CERTIFICATE 16", "UNKNOWN_SUBJECT 17", "DISK_FAILED 18",
        "INCOMPLETE 19", "NOT_LEADING 20", "NO_LEASE 21", "STALE_SEQUENCE 24", "CLIENT_ENDED 25",
        "NOT_A_NUMBER 30", "OVERFLOW 31",
        "INVALID 32");
    assertThat(Stream.of(Condition.Kind.values()).map(each -> each.name() + " " + each.code()))
        .containsExactly("ALWAYS 0", "PRESENT 1", "ABSENT 2", "EQUALS 3", "AT_MOST 4");
    assertThat(Stream.of(Mode.values()).map(each -> each + " " + each.code()))
        .containsExactly("BUFFERED 1", "SYNCED 2");
    assertThat(Stream.of(WriteReplica.Step.values()).map(each -> each + " " + each.code()))
        .containsExactly("OPEN 1", "OPEN_REPLACEMENT 2", "EXTEND 3", "CLOSE 4");
    assertThat(Stream.of(Inspect.Kind.values()).map(each -> each + " " + each.code()))
        .containsExactly("STATUS 1", "EXPLAIN 2", "WHY 3", "FIRINGS 4");
    assertThat(Stream.of(Member.Status.values()).map(each -> each + " " + each.code()))
        .containsExactly("UP 1", "CRASHED 2");
  }

  @Test
  void theLengthFieldCountsWhatFollowsIt() {
    ByteBuf bytes = encoded(new Frame(REQUEST, ENVELOPE, new Ping()));
    assertThat(bytes.readableBytes()).isEqualTo(Codec.LENGTH_BYTES + Codec.HEADER_BYTES);
    assertThat(bytes.getInt(0)).isEqualTo(Codec.HEADER_BYTES);
  }

  @Test
  void theLargestMessagesFitIntoAFrame() {
    Bytes key = Bytes.of(new byte[Limits.KEY_BYTES_MAX]);
    Bytes value = Bytes.of(new byte[Limits.VALUE_BYTES_MAX]);
    MemorySegment chunk = Samples.bytes(Limits.CHUNK_BYTES_MAX);
    String text = "x".repeat(Limits.INSPECTION_BYTES_MAX);
    assertFits(new Write(new TableId(1), key, value, Condition.ALWAYS, Once.NONE, 0));
    assertFits(new WriteReplica(new ReplicaId(ServerId.of(1, 1), new SegmentId(1), 1),
        WriteReplica.Step.EXTEND, 0, 0, chunk, Certificate.NONE));
    assertFits(new Inspection(text, text));
    assertFits(new Enlisted(
        ServerId.of(1, 1), 3, 1 << 20, Mode.BUFFERED, largestMembership()));
    assertFits(largestTable());
  }

  @Test
  void aFrameOfDataTakesNoMoreThanAnnounced() {
    for (Message message : Samples.random(new SplittableRandom(SEED))) {
      if (message instanceof Write || message instanceof WriteReplica || message instanceof Value) {
        assertThat(encoded(new Frame(REQUEST, ENVELOPE, message)).readableBytes())
            .isLessThanOrEqualTo(Codec.encodedBytes(message));
      }
    }
  }

  @Test
  void receivedChunksAreReadOnlyViewsOfTheFrame() {
    WriteReplica write = new WriteReplica(new ReplicaId(ServerId.of(1, 1), new SegmentId(1), 1),
        WriteReplica.Step.EXTEND, 0, 0, Samples.bytes(8), Certificate.NONE);
    ByteBuf bytes = encoded(new Frame(REQUEST, ENVELOPE, write));
    WriteReplica received = (WriteReplica) Codec.decode(body(bytes)).message();
    assertThat(received.data().isReadOnly()).isTrue();
    bytes.setByte(bytes.writerIndex() - 1, 99);
    assertThat(received.data().get(ValueLayout.JAVA_BYTE, 7)).isEqualTo((byte) 99);
  }

  @Test
  void unknownVersionsTypesAndFlagsAreRefused() {
    assertRefused(4, 2, "wire version 2, this is version 1");
    assertRefused(5, 0x7F, "unknown message type 0x7f");
    assertRefused(6, 0x80, "unknown flags 0x8000");
  }

  @Test
  void bytesAfterTheEndAreRefused() {
    ByteBuf bytes = encoded(new Frame(REQUEST, ENVELOPE, new Ping())).writeByte(0);
    assertThatThrownBy(() -> Codec.decode(body(bytes)))
        .isInstanceOf(Malformed.class)
        .hasMessage("1 bytes after the end of Ping");
  }

  @Test
  void lengthsOutsideTheLimitsAreRefused() {
    assertThat(Codec.checkedLength(Limits.FRAME_BYTES_MAX)).isEqualTo(Limits.FRAME_BYTES_MAX);
    for (int length : new int[] {-1, 0, Codec.HEADER_BYTES - 1, Limits.FRAME_BYTES_MAX + 1}) {
      assertThatThrownBy(() -> Codec.checkedLength(length)).isInstanceOf(Malformed.class);
    }
  }

  private static Write readWrite(FrameReader reader, int keyBytes, int valueBytes) {
    var write = new Write(new TableId(1), Bytes.of(new byte[keyBytes]),
        Bytes.of(new byte[valueBytes]), Condition.ALWAYS, Once.NONE, 0);
    ByteBuf bytes = encoded(new Frame(REQUEST, ENVELOPE, write));
    return (Write) reader.read(bytes, bytes.readInt());
  }

  private static void assertFits(Message message) {
    int length = encoded(new Frame(REQUEST, ENVELOPE, message)).getInt(0);
    assertThat(Codec.checkedLength(length)).isLessThanOrEqualTo(Limits.FRAME_BYTES_MAX);
  }

  private static void assertRefused(int index, int value, String line) {
    ByteBuf bytes = encoded(new Frame(REQUEST, ENVELOPE, new Ping())).setByte(index, value);
    assertThatThrownBy(() -> Codec.decode(body(bytes)))
        .isInstanceOf(Malformed.class)
        .hasMessage(line);
  }

  private static Membership largestMembership() {
    Address address = new Address("h".repeat(Limits.NAME_BYTES_MAX), 1);
    List<Member> members = new ArrayList<>();
    for (int i = 1; i <= Limits.MEMBERS_MAX; i++) {
      members.add(new Member(ServerId.of(i, 1), address, "d".repeat(Limits.NAME_BYTES_MAX),
          0, Member.Status.UP));
    }
    return new Membership(1, members);
  }

  private static Table largestTable() {
    Address address = new Address("h".repeat(Limits.NAME_BYTES_MAX), 1);
    TableId id = new TableId(1);
    List<Tablet> tablets = new ArrayList<>();
    for (int i = 0; i < Limits.TABLETS_MAX; i++) {
      long last = i == Limits.TABLETS_MAX - 1 ? Tablet.HASH_LAST : i;
      tablets.add(new Tablet(id, i, last, ServerId.of(1, 1), address, 0));
    }
    List<Outage> outages = new ArrayList<>();
    for (int i = 1; i <= Limits.OUTAGES_MAX; i++) {
      outages.add(new Outage(ServerId.of(i, 1), "\u20ac".repeat(Limits.REASON_CHARS_MAX)));
    }
    return new Table(id, "t".repeat(Limits.NAME_BYTES_MAX), tablets, outages);
  }

  /// A form that compares by content; only chunks need one.
  private static Object plain(Message message) {
    return message instanceof WriteReplica write
        ? List.of(write.replica(), write.step(), write.epoch(), write.offset(), write.certificate(),
            Bytes.of(write.data().toArray(ValueLayout.JAVA_BYTE)))
        : message;
  }

  private static ByteBuf encoded(Frame frame) {
    ByteBuf out = Unpooled.buffer();
    Codec.encode(frame, out);
    return out;
  }

  private static ByteBuf body(ByteBuf bytes) {
    return bytes.slice(Codec.LENGTH_BYTES, bytes.readableBytes() - Codec.LENGTH_BYTES);
  }

  private static String hex(ByteBuf bytes) {
    return ByteBufUtil.hexDump(bytes);
  }

  private static Set<Class<?>> classes(List<Message> messages) {
    return messages.stream().map(Object::getClass)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> golden() throws IOException {
    try (InputStream file = CodecTest.class.getResourceAsStream("golden-1.txt")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8).lines().toList();
    }
  }
}
