package dev.goalkeeper.store.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final List<Progress> ALL = all();

  @Test
  void coversIsAPartialOrder() {
    for (Progress a : ALL) {
      assertThat(a.covers(a)).isTrue();
      assertThat(a.covers(Progress.NONE)).isTrue();
      for (Progress b : ALL) {
        for (Progress c : ALL) {
          boolean chained = a.covers(b) && b.covers(c);
          assertThat(!chained || a.covers(c)).as("%s %s %s", a, b, c).isTrue();
        }
      }
    }
  }

  @Test
  void theLesserIsCoveredByBothAndCoversWhateverBothCover() {
    for (Progress a : ALL) {
      for (Progress b : ALL) {
        Progress min = a.min(b);
        assertThat(a.covers(min) && b.covers(min)).as("%s %s", a, b).isTrue();
        for (Progress c : ALL) {
          assertThat(min.covers(c)).isEqualTo(a.covers(c) && b.covers(c));
        }
      }
    }
  }

  @Test
  void whatIsNotOpenOrNotClosedDoesNotCoverWhatIs() {
    assertThat(Progress.NONE.covers(Progress.NONE.withOpen())).isFalse();
    Progress open = Progress.NONE.withOpen();
    assertThat(open.withEpoch(Integer.MAX_VALUE).covers(open.withClosed(true))).isFalse();
  }

  @Test
  void aClosedReplicaIsValidInEveryEpoch() {
    Progress closed = Progress.NONE.withOpen().withBytes(9).withEpoch(1).withClosed(true);
    assertThat(closed.covers(closed.withEpoch(7))).isTrue();
    Progress open = Progress.NONE.withOpen().withBytes(9).withEpoch(1);
    assertThat(open.covers(open.withEpoch(2))).isFalse();
  }

  private static List<Progress> all() {
    List<Progress> all = new ArrayList<>();
    for (int bits = 0; bits < 4; bits++) {
      for (int bytes = 0; bytes < 3; bytes++) {
        for (int epoch = 0; epoch < 3; epoch++) {
          all.add(new Progress((bits & 1) != 0, bytes, epoch, (bits & 2) != 0));
        }
      }
    }
    return all;
  }
}
