package dev.goalkeeper.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The measurement of writes, with real processes and turns too short to mean anything: that it
/// runs, and what it says.
class BenchWriteTest {
  private static final List<String> NUMBERS =
      List.of("p50_micros", "p99_micros", "floor_p50_micros", "p50_to_floor", "writes_per_second",
          "floor_writes_per_second", "connections16_per_second",
          "floor_connections16_per_second", "exactly_once_to_plain");

  @Test
  void measuresTheStoreBesideTheFloor() {
    Ran ran = Ran.goalkeeper("bench", "write", "--json", "--rounds=1", "--turn=20");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    Json report = Json.parse(ran.out());
    assertThat(report.fields().keySet()).containsExactlyElementsOf(NUMBERS);
    assertThat(ran.out()).doesNotContain("NaN", "Infinity", ":0.000");
    assertThat(ran.err()).contains("one client", "16 outstanding", "16 connections");
  }

  @Test
  void refusesRoundsThatMeasureNothing() {
    Ran ran = Ran.goalkeeper("bench", "write", "--rounds=0");

    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains("--rounds and --turn");
  }

  @Test
  void namesThePeersThatThereAre() {
    Ran ran = Ran.goalkeeper("bench", "write", "--peer=oracle");

    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains("oracle", "REDIS");
  }
}
