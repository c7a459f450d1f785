package dev.goalkeeper.clustersim.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each wrong history is found by whoever can find it, and none of the corrected ones is blamed.
class WrongHistoryTest {
  private static final int STEPS = 10_000;

  @ParameterizedTest
  @EnumSource
  void searchTellsWrongFromRight(WrongHistory history) {
    assertThat(Linearization.search(history.wrong(), STEPS))
        .isEqualTo(Linearization.Verdict.NOT_LINEARIZABLE);
    assertThat(Linearization.search(history.right(), STEPS))
        .isEqualTo(Linearization.Verdict.LINEARIZABLE);
  }

  /// What its javadoc says that it may miss is all that it misses.
  @ParameterizedTest
  @EnumSource
  void versionsTellWrongFromRight(WrongHistory history) {
    Optional<String> complaint = VersionOrder.complaint(history.wrong());
    if (history == WrongHistory.UNKNOWN_REMOVAL_TAKES_EFFECT_TWICE) {
      assertThat(complaint).isEmpty();
    } else {
      assertThat(complaint).isPresent();
    }
    assertThat(VersionOrder.complaint(history.right())).isEmpty();
  }
}
