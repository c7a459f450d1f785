package dev.goalkeeper.clustersim.big;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BigRecoveryTest {
  private static final int SEGMENTS = 48;

  private static RecoveryLine run(int servers) {
    return BigRecovery.run(servers, SEGMENTS, 1, line -> { });
  }

  @Test
  void moreServersRecoverTheSameDataSooner() {
    RecoveryLine few = run(6);
    RecoveryLine more = run(18);

    assertThat(few.parts()).isEqualTo(5);
    assertThat(more.parts()).isEqualTo(17);
    assertThat(more.replaySeconds()).isLessThan(0.6 * few.replaySeconds());
  }
}
