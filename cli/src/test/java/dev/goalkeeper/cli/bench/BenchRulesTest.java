package dev.goalkeeper.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import org.junit.jupiter.api.Test;

/// The measurement of rules, with turns too short and tasks too few to mean anything: that it runs,
/// and what it says.
class BenchRulesTest {
  @Test
  void measuresRulesBesideTheSameByHand() {
    Ran ran = Ran.goalkeeper("bench", "rules", "--json", "--rounds=1", "--turn=5", "--parked=2000");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(Json.parse(ran.out()).fields().keySet())
        .contains("pass_to_handwritten", "pass_to_handwritten_goal", "wide_to_handwritten",
            "parked_to_none", "hand_off_to_bare", "bytes_per_pass", "bytes_per_parked");
    assertThat(Json.parse(ran.out()).at("parked_tasks").number()).isEqualTo(2_000);
    assertThat(ran.out()).doesNotContain("NaN", "Infinity", "_nanos\":0.000");
    assertThat(ran.err()).contains("Replica's table", "30 rows x 16", "2,000 parked");
  }

  @Test
  void refusesRoundsThatMeasureNothing() {
    Ran ran = Ran.goalkeeper("bench", "rules", "--rounds=0");

    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains("--rounds");
  }

  /// Their libraries are on no class path but that of `./goalkeeper bench rules --full`.
  @Test
  void peersThatAreNotThereAreMissed() {
    Ran ran = Ran.goalkeeper("bench", "rules", "--full");

    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains("--full", "./goalkeeper");
  }
}
