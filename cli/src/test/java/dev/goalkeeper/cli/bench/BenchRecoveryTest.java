package dev.goalkeeper.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The measurement of a recovery, with real processes and too few bytes to mean anything: that it
/// runs, and what it says.
class BenchRecoveryTest {
  @Test
  void measuresTheRecoveryBesideABareCopy() {
    Ran ran = Ran.goalkeeper("bench", "recovery", "--json", "--megabytes=16");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(Json.parse(ran.out()).fields().keySet()).containsAll(List.of(
        "recovered_mb_per_second", "copy_mb_per_second", "recovered_to_copy",
        "recovered_to_replicas",
        "detection_seconds", "recovery_seconds"));
    assertThat(ran.out()).doesNotContain("NaN", "Infinity");
    assertThat(ran.err()).contains("with SIGKILL", "served by");
  }

  @Test
  void refusesTooLittle() {
    Ran ran = Ran.goalkeeper("bench", "recovery", "--megabytes=1");

    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains("--megabytes");
  }
}
