package dev.goalkeeper.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.bench.ycsb.CoreWorkload;
import dev.goalkeeper.bench.ycsb.Latencies;
import dev.goalkeeper.bench.ycsb.Operation;
import dev.goalkeeper.bench.ycsb.Result;
import dev.goalkeeper.bench.ycsb.Trouble;
import dev.goalkeeper.bench.ycsb.Ycsb;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// That a store which says what is not so is told from one that is only slow or away.
class YcsbReportTest {
  private static final Result GOOD = new Result(10, 1_000_000_000,
      Map.of(Operation.READ, new Latencies(10, 1, 2, 3, 4)), Map.of());

  @Test
  void whatIsNotDoneIsAnErrorAndNotWrong() {
    YcsbReport report = report(Map.of(new Trouble("not done", false), 7L));

    assertThat(report.wrong()).isZero();
    assertThat(report.json().at("workloads").items().getFirst().at("errors").at("not done")
        .number()).isEqualTo(7);
    assertThat(report.lines().getLast()).isEqualTo("All that was read is what was written");
    assertThat(String.join("\n", report.lines())).contains("not done", "7");
  }

  @Test
  void whatIsNotWhatWasWrittenIsWrong() {
    YcsbReport report = report(
        Map.of(new Trouble("not done", false), 7L, new Trouble("damaged", true), 3L));

    assertThat(report.wrong()).isEqualTo(3);
    assertThat(report.json().at("wrong").number()).isEqualTo(3);
    assertThat(report.lines().getLast()).startsWith("THE STORE IS BROKEN: 3 ");
  }

  private static YcsbReport report(Map<Trouble, Long> troubles) {
    var run = new Result(20, 1_000_000_000, GOOD.latencies(), troubles);
    return new YcsbReport(new Ycsb.Plan(100, 4, 100, 1), GOOD,
        List.of(new YcsbReport.Run(CoreWorkload.C, run)));
  }
}
