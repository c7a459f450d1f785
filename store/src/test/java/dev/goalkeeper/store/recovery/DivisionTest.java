package dev.goalkeeper.store.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.wire.Limits;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivisionTest {
  private static final int SEGMENT_BYTES = 8 << 20;

  @ParameterizedTest
  @CsvSource({"1, 1, 3", "4, 8, 4", "9, 1, 4", "3, 6, 3"})
  void dividesNothingThatIsSmallOrEnoughForAll(int tablets, int segments, int servers) {
    assertThat(Division.of(tablets, segments, SEGMENT_BYTES, servers).pieces()).isOne();
  }

  @Test
  void givesEveryServerSomethingOfASingleTablet() {
    assertThat(Division.of(1, 100, SEGMENT_BYTES, 5)).isEqualTo(new Division(5, 5));
  }

  @Test
  void givesFewerServersSomethingIfThereIsLittle() {
    assertThat(Division.of(1, 5, SEGMENT_BYTES, 10)).isEqualTo(new Division(3, 3));
  }

  @Test
  void hasNoPartForAMasterWithoutTablets() {
    assertThat(Division.of(0, 7, SEGMENT_BYTES, 5).parts()).isZero();
  }

  @Test
  void namesNoMoreTabletsInAPartThanAMessageCan() {
    Division division = Division.of(Limits.TABLETS_MAX * 3, 10, SEGMENT_BYTES, 2);
    assertThat(division).isEqualTo(new Division(1, 3));
  }

  /// All of the log may belong to any one of the tablets.
  @ParameterizedTest
  @CsvSource({"1, 400, 3", "2, 1000, 3", "7, 1000, 3", "5, 16000, 100", "1, 63, 1"})
  void noPartTakesOverMoreThanItsBound(int tablets, int segments, int servers) {
    Division division = Division.of(tablets, segments, SEGMENT_BYTES, servers);
    long whole = (long) segments * SEGMENT_BYTES;
    for (int full = 0; full < tablets; full++) {
      long[] bytes = new long[division.parts()];
      int tablet = full;
      IntStream.range(0, division.pieces()).forEach(piece ->
          bytes[(tablet * division.pieces() + piece) % bytes.length] +=
              whole / division.pieces());
      assertThat(LongStream.of(bytes).max().orElseThrow())
          .isLessThanOrEqualTo(Division.PART_BYTES_MAX);
    }
  }
}
