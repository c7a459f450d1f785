package dev.goalkeeper.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten cycles of chaos with ten different faults: servers die, are stopped, cut off and fill up;
/// the leading coordinator dies, is stopped and cut off; and the power fails. Tablets are divided
/// and move meanwhile, and a table is dropped.
class ChaosTest {
  private static final String SEED = "472875";
  private static final int CYCLES = 10;

  @TempDir
  private Path directory;

  @Test
  void everyAnswerIsRightAndNothingIsLost() {
    Ran ran = Ran.goalkeeper("chaos", "--json", "--cycles", "" + CYCLES, "--seed", SEED,
        "--proxies", "--dir", directory.toString());
    assertThat(ran.status()).as(ran.err()).isZero();
    Json report = Json.parse(ran.out());
    assertThat(report.at("cycles").number()).isEqualTo(CYCLES);
    assertThat(report.at("wrong").number()).isZero();
    assertThat(report.at("lost").number()).isZero();
    assertThat(report.at("under_replicated").number()).isZero();
    assertThat(report.at("searched").number()).isEqualTo(CYCLES * Users.KEYS);
    assertThat(report.at("acknowledged").number()).isGreaterThan(CYCLES * Users.KEYS / 4);
    assertThat(report.at("moved").number()).isPositive();
    assertThat(report.at("divided").number()).isPositive();
    assertThat(report.at("dropped").number()).isEqualTo(1);
    assertThat(report.at("faults").fields()).hasSize(CYCLES)
        .containsKeys("power_cut", "kill_leader", "cut_off_leader", "kill", "full_disk");
  }
}
