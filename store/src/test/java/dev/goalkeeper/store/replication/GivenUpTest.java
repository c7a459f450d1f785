package dev.goalkeeper.store.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.membership.Standing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GivenUpTest {
  @Test
  void masterThatIsGivenUpEndsOnce() {
    var master = new OneMaster(1, 1, "m", "a");
    master.list(1);
    master.run(Duration.ofSeconds(1));
    assertThat(master.ends()).isEqualTo(1);
    assertThat(master.fired(Standing.class)).containsExactly("Z4");
    assertThat(master.task("standing").atGoal()).isTrue();
  }
}
