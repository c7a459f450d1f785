package dev.goalkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Every benchmark runs, for a moment. To measure, in a JVM of its own and with bytes per call:
///
/// ```
/// ./mvnw -q test -pl bench -am -Dtest=BenchmarksRunTest -Dbench.seconds=2 -Dbench.forks=1
/// ```
class BenchmarksRunTest {
  private static final int BENCHMARKS = 6;
  private static final int MOMENT_MILLIS = 20;

  @Test
  void everyBenchmarkRuns() throws RunnerException {
    int seconds = Integer.getInteger("bench.seconds", 0);
    boolean measured = seconds > 0;
    var options = new OptionsBuilder()
        .include("dev\\.goalkeeper\\.bench\\..*")
        .forks(Integer.getInteger("bench.forks", 0))
        .warmupIterations(measured ? 3 : 0)
        .measurementIterations(measured ? 5 : 1)
        .warmupTime(TimeValue.seconds(Math.max(1, seconds)))
        .measurementTime(
            measured ? TimeValue.seconds(seconds) : TimeValue.milliseconds(MOMENT_MILLIS))
        .shouldFailOnError(true)
        .addProfiler("gc")
        .verbosity(measured ? VerboseMode.NORMAL : VerboseMode.SILENT)
        .build();

    Collection<RunResult> results = new Runner(options).run();

    assertThat(results).hasSize(BENCHMARKS);
    assertThat(results).allSatisfy(result ->
        assertThat(result.getPrimaryResult().getScore()).isPositive());
  }
}
