package dev.goalkeeper.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import org.junit.jupiter.api.Test;

/// The measurement of reads, with real processes and turns too short to mean anything: that it
/// runs, and what it says.
class BenchReadTest {
  @Test
  void measuresTheStoreBesideAnEcho() {
    Ran ran = Ran.goalkeeper("bench", "read", "--json", "--rounds=1", "--turn=20");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(Json.parse(ran.out()).fields().keySet()).containsExactly(
        "p50_micros", "p99_micros", "outstanding16_p50_micros", "outstanding16_p99_micros",
        "reads_per_second", "floor_p50_micros", "floor_p99_micros",
        "floor_outstanding16_p50_micros", "floor_outstanding16_p99_micros",
        "floor_reads_per_second", "p50_to_floor", "p50_to_floor_goal");
    assertThat(ran.out()).doesNotContain("NaN", "Infinity", ":0.000");
    assertThat(ran.err()).contains("one client", "16 outstanding", "a bare echo's");
  }

  @Test
  void refusesRoundsThatMeasureNothing() {
    Ran ran = Ran.goalkeeper("bench", "read", "--turn=1");

    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains("--rounds and --turn");
  }
}
