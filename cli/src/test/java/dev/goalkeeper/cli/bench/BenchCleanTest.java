package dev.goalkeeper.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The measurement of cleaning, with real processes and too little memory and time to mean
/// anything: that it runs and cleans, and what it says.
class BenchCleanTest {
  @Test
  void measuresAFullStoreBesideAnAlmostEmptyOne() {
    Ran ran = Ran.goalkeeper(
        "bench", "clean", "--json", "--memory=24m", "--rounds=1", "--turn=100");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    Json found = Json.parse(ran.out());
    assertThat(found.fields().keySet()).containsAll(List.of(
        "full_to_empty_100", "p99_to_empty_100", "write_amplification_100", "overhead_bytes_100",
        "full_to_empty_1000", "p99_to_empty_1000", "write_amplification_1000"));
    assertThat(ran.out()).doesNotContain("NaN", "Infinity");
    assertThat(ran.err()).contains("Filling", "segments cleaned");
  }

  @Test
  void refusesTooLittle() {
    Ran ran = Ran.goalkeeper("bench", "clean", "--memory=1m");

    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains("--memory");
  }
}
