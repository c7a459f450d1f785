package dev.goalkeeper.store.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final TableId ID = new TableId(1);

  @Test
  void eachHashBelongsToExactlyOneTablet() {
    Table table = new Table(ID, "t",
        List.of(tablet(0, 99), tablet(100, Long.MAX_VALUE), tablet(Long.MIN_VALUE, -1)));
    long[] hashes = {0, 99, 100, 101, Long.MAX_VALUE, Long.MIN_VALUE, -2, -1};
    for (long hash : hashes) {
      assertThat(table.tablets()).filteredOn(tablet -> tablet.contains(hash))
          .containsExactly(table.tablet(hash));
    }
  }

  @Test
  void piecesOfATabletCoverIt() {
    for (Tablet whole : List.of(tablet(0, -1), tablet(0, 99), tablet(-100, -1), tablet(7, 7))) {
      for (int count : new int[] {1, 2, 3, 7}) {
        List<Tablet> pieces = whole.pieces(count);
        int most = whole.firstHash() == whole.lastHash() ? 1 : count;
        assertThat(pieces).hasSize(most);
        assertThat(pieces.getFirst().firstHash()).isEqualTo(whole.firstHash());
        assertThat(pieces.getLast().lastHash()).isEqualTo(whole.lastHash());
        for (int i = 1; i < pieces.size(); i++) {
          assertThat(pieces.get(i).firstHash()).isEqualTo(pieces.get(i - 1).lastHash() + 1);
        }
      }
    }
  }

  @Test
  void rangesWithGapsOverlapsOrAnEndTooSoonAreRefused() {
    assertRefused("a table without tablets");
    assertRefused("tablets with a gap or an overlap", tablet(1, -1));
    assertRefused("tablets with a gap or an overlap", tablet(0, 9), tablet(11, -1));
    assertRefused("tablets with a gap or an overlap", tablet(0, 9), tablet(9, -1));
    assertRefused("tablets with a gap or an overlap", tablet(0, -1), tablet(0, -1));
    assertRefused("tablets end before the last hash", tablet(0, -2));
  }

  private static void assertRefused(String line, Tablet... tablets) {
    assertThatThrownBy(() -> new Table(ID, "t", List.of(tablets)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(line);
  }

  private static Tablet tablet(long first, long last) {
    return new Tablet(ID, first, last, ServerId.of(1, 1), new Address("localhost", 1), 0);
  }
}
