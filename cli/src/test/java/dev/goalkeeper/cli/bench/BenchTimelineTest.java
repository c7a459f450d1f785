package dev.goalkeeper.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The timeline of a kill, with real processes and few calls: that it runs, what it says and draws.
class BenchTimelineTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void showsTheKillAsNumbersAndAsAPicture() throws IOException {
    Path out = directory.resolve("timeline.svg");

    Ran ran = Ran.goalkeeper("bench", "timeline", "--json", "--rate=100", "--seconds=1",
        "--rehearsals=0", "--patience-ms=2000", "--out=" + out);

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    Json report = Json.parse(ran.out());
    assertThat(report.fields().keySet()).containsExactly(
        "per_second", "bucket_millis", "noticed_millis", "goalkeeper_reads", "goalkeeper_writes");
    Json writes = report.at("goalkeeper_writes");
    assertThat(writes.fields().keySet()).containsExactly("before_p50_micros",
        "before_p99_micros", "back_millis", "longest_wait_millis", "failed", "buckets");
    assertThat(writes.at("failed").fields()).isEmpty();
    assertThat(writes.at("buckets").items().stream().mapToLong(each -> each.at("count").number())
        .sum()).isEqualTo(200);
    assertThat(writes.at("buckets").items().getFirst().fields().keySet()).containsExactly(
        "from_millis", "count", "p50_micros", "p99_micros", "max_micros");
    assertThat(Files.readString(out)).startsWith("<svg ")
        .contains("Goalkeeper, writes: given up after");
    assertThat(ran.err()).contains("SIGKILL for", "a master", "longest");
  }

  @ParameterizedTest
  @CsvSource({
    "--rate=0, --rate 0",
    "--seconds=100, --seconds 100",
    "--rehearsals=9, --rehearsals 9",
    "--out=/no/such/folder/picture.svg, --out",
  })
  void refusesWhatShowsNothing(String option, String named) {
    Ran ran = Ran.goalkeeper("bench", "timeline", option);

    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains(named);
  }
}
