package dev.goalkeeper.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The measurement of a repair, with real processes and too few bytes to mean anything: that it
/// runs, and what it says.
class BenchRereplicateTest {
  @Test
  void measuresTheRepairBesideABareCopy() {
    Ran ran = Ran.goalkeeper("bench", "rereplicate", "--json", "--megabytes=16");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(Json.parse(ran.out()).fields().keySet()).containsAll(List.of(
        "restored_mb_per_second", "copy_mb_per_second", "restored_to_copy", "writes_kept",
        "max_write_stall_millis"));
    assertThat(ran.out()).doesNotContain("NaN", "Infinity");
    assertThat(ran.err()).contains("with SIGKILL", "made anew");
  }

  @Test
  void refusesTooLittle() {
    Ran ran = Ran.goalkeeper("bench", "rereplicate", "--megabytes=1");

    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains("--megabytes");
  }
}
