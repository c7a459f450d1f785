package dev.goalkeeper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Seeds(from = 5, to = 9)
  void eachSeedComesWithItsOwnChance(long seed, SplittableRandom random) {
    assertThat(seed).isPositive();
    assertThat(random.nextLong()).isEqualTo(new SplittableRandom(seed).nextLong());
  }

  @Test
  void rangeIsReadAsItIsWritten() {
    assertThat(SeedRange.parse("17..17")).isEqualTo(new SeedRange(17, 17));
    assertThat(SeedRange.parse("-3..200")).isEqualTo(new SeedRange(-3, 200));
    assertThatThrownBy(() -> SeedRange.parse("17"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("-Dseeds takes a range such as 17..17, not 17");
    assertThatThrownBy(() -> SeedRange.parse("2..1"))
        .isInstanceOf(IllegalArgumentException.class).hasMessage("no seed from 2 to 1");
  }
}
