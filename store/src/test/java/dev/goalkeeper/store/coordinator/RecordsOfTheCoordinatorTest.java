package dev.goalkeeper.store.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.metadata.MetadataStore;
import dev.goalkeeper.store.metadata.Records;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordsOfTheCoordinatorTest {
  private static final ServerRecord SERVER = new ServerRecord(
      new Member(
          ServerId.of(3, 2), new Address("fe80::1", 7001), "rack 1", 1 << 20, Member.Status.UP),
      new Epoch(new SegmentId(17), 2), false, 0, ServerId.NONE);

  @Test
  void serverIsTextThatPeopleCanRead() {
    Change.Put put = (Change.Put) SERVER.put();
    assertThat(put.key()).isEqualTo("servers/s3.2");
    assertThat(put.value()).isEqualTo("""
        format 1
        address [fe80::1]:7001
        domain rack 1
        memory 1048576
        status up
        epoch 17+2
        """);
    assertThat(ServerRecord.read(read(put))).isEqualTo(SERVER);
  }

  @Test
  void serverWithoutADomainThatHasCrashedIsReadAsWritten() {
    ServerRecord crashed = new ServerRecord(new Member(ServerId.of(1, 1),
        new Address("a", 1), "", 0, Member.Status.UP), Epoch.NONE, true, -17,
        ServerId.of(1, 7)).crashed();
    assertThat(ServerRecord.read(read((Change.Put) crashed.put()))).isEqualTo(crashed);
    assertThat(crashed.up()).isFalse();
  }

  @Test
  void countersAreReadAsWritten() {
    var counters = new Counters(5, 4, 3, 2, 1);
    assertThat(Counters.read(read((Change.Put) counters.put()))).isEqualTo(counters);
  }

  @Test
  void tableOfTheLargestKindIsReadAsWrittenAndStaysWithinTheStoresBounds() {
    ServerId longest = ServerId.of(Integer.MAX_VALUE, Integer.MAX_VALUE);
    var moves = new Placed.Move[] {
        new Placed.Move(Placed.Stage.FROM, longest, Long.MAX_VALUE),
        new Placed.Move(Placed.Stage.TO, longest, Long.MAX_VALUE)};
    List<Placed> tablets = new ArrayList<>();
    long width = Long.divideUnsigned(Tablet.HASH_LAST, Limits.TABLETS_MAX);
    for (int i = 1; i <= Limits.TABLETS_MAX; i++) {
      tablets.add(new Placed(
          i == Limits.TABLETS_MAX ? Tablet.HASH_LAST : i * width - 1,
          longest, Long.MAX_VALUE,
          new SegmentId(Long.MAX_VALUE), Integer.MAX_VALUE, moves[i % moves.length]));
    }
    var table = new TableRecord(
        new TableId(7), "x".repeat(Limits.NAME_BYTES_MAX), -1, true, true, tablets);
    List<Change> changes = table.put();
    Records.check(changes);
    assertThat(changes).hasSize(4).allMatch(
        change -> Records.bytes(change) < MetadataStore.VALUE_BYTES_MAX);

    var whole = TableRecord.read(read((Change.Put) changes.getFirst()), List.of());
    for (Change more : changes.subList(1, changes.size())) {
      whole = TableRecord.read(read((Change.Put) more), whole.tablets());
    }
    assertThat(whole).isEqualTo(table);
    assertThat(whole.firstHash(0)).isZero();
    assertThat(whole.firstHash(1)).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({
    "format 1,         format 2,           line 1 is 'format 2'",
    "status up,        status asleep,      line 5 is 'status asleep'",
    "epoch 17+2,       epoch seventeen,    an epoch such as 17+2",
    "domain rack 1,    dominion rack 1,    'domain ...'",
    "[fe80::1]:7001,   fe80::1,            line 2",
    "epoch 17+2,       epoch 17+2\\nmore 1, line 7 is 'more 1'"
  })
  void whatWasChangedByHandIsNamedInOneLine(String was, String is, String said) {
    Change.Put put = (Change.Put) SERVER.put();
    String changed = put.value().replace(was, is.replace("\\n", "\n"));
    assertThatThrownBy(() -> ServerRecord.read(RecordText.read(put.key(), changed)))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContainingAll("servers/s3.2", said, "mend the record")
        .hasMessageNotContaining("\n");
  }

  private static RecordText read(Change.Put put) {
    return RecordText.read(put.key(), put.value());
  }
}
