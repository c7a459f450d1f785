package dev.goalkeeper.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.cluster.Running;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.cli.fleet.Fleet;
import dev.goalkeeper.cli.fleet.FleetPlan;
import dev.goalkeeper.store.wire.Mode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// YCSB, with real processes and too few operations to mean anything: that it runs, and what it
/// says.
class BenchYcsbTest {
  @Test
  void runsWorkloadsOneAfterTheOther() {
    Ran ran = Ran.goalkeeper("bench", "ycsb", "--json", "--workload=a,e", "--records=500",
        "--operations=500", "--warm-up=100", "--threads=4", "--value-bytes=100");

    assertThat(ran.status()).as(ran.err()).isZero();
    assertThat(ran.out().lines()).hasSize(1);
    Json report = Json.parse(ran.out());
    assertThat(report.fields().keySet()).containsExactly(
        "records", "value_bytes", "outstanding", "seed", "wrong", "load", "workloads");
    assertThat(report.at("wrong").number()).isZero();
    assertThat(report.at("outstanding").number()).isEqualTo(4);
    assertThat(report.at("load").at("insert").at("count").number()).isEqualTo(500);
    List<Json> runs = report.at("workloads").items();
    assertThat(runs).extracting(run -> run.at("workload").text()).containsExactly("a", "e");
    assertThat(runs).allSatisfy(run -> assertThat(run.at("operations").number()).isEqualTo(500));
    assertThat(runs.getFirst().fields().keySet()).containsExactly(
        "workload", "operations", "seconds", "per_second", "wrong", "errors", "read", "update");
    assertThat(runs.getLast().at("scan").fields().keySet()).containsExactly(
        "count", "p50_micros", "p95_micros", "p99_micros", "max_micros");
    assertThat(ran.out()).doesNotContain("NaN", "Infinity", "_micros\":0.000");
    assertThat(ran.err()).contains("workload a", "update", "scan", "is what was written");
  }

  @Test
  void runsOnAClusterThatRunsAlready(@TempDir Path home) {
    try (Fleet fleet = Fleet.start(home, FleetPlan.demo(1, 2, Mode.BUFFERED))) {
      Ran ran = Ran.goalkeeper("bench", "ycsb", "--workload=f", "--records=200",
          "--operations=200", "--warm-up=0", "--cluster=" + Running.text(fleet.coordinators()));

      assertThat(ran.status()).as(ran.err()).isZero();
      assertThat(ran.out()).contains("workload f", "read modify write").doesNotContain("Starting");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--workload=g, 'g'",
    "--records=0, --records",
    "--outstanding=1000, --outstanding 1000",
    "--value-bytes=10, --value-bytes 10",
    "--servers=3, --servers 3",
    "--cluster=nowhere, --cluster",
  })
  void refusesWhatMeasuresNothing(String option, String named) {
    Ran ran = Ran.goalkeeper("bench", "ycsb", option);

    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
    assertThat(ran.errorLines()).singleElement().asString().contains(named);
  }
}
