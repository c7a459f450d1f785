package dev.goalkeeper.clustersim.big;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BigClusterTest {
  private static final int SEGMENTS = 20;

  /// Beyond the number of servers up to which placement looks at all of them.
  private static final int MANY = 72;

  private static BigReport run(int servers) {
    return BigCluster.run(servers, SEGMENTS, 1, line -> { });
  }

  @Test
  void everyReplicaThatCrashedWithItsServerIsMadeAnew() {
    BigReport report = run(MANY);

    assertThat(report.lost()).isPositive();
    // The victim's own segments are others' to recover, and no replica of theirs was with it.
    assertThat(report.restored()).isEqualTo(report.lost());
  }

  @Test
  void aServerHasNoMoreToDoAmongManyThanAmongFew() {
    BigReport few = run(12);
    BigReport many = run(MANY);

    assertThat(many.restFirings()).isLessThanOrEqualTo(1.1 * few.restFirings());
    assertThat(many.crashFirings()).isLessThan(few.crashFirings());
    assertThat(many.firingsPerReplica()).isLessThan(1.1 * few.firingsPerReplica());
  }

  @Test
  void theSameSeedCountsTheSame() {
    assertThat(run(12)).isEqualTo(run(12));
  }

  @Test
  void tooFewServersAreRefused() {
    assertThatThrownBy(() -> run(4)).isInstanceOf(IllegalArgumentException.class);
  }
}
