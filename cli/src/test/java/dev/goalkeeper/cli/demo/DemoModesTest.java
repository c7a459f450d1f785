package dev.goalkeeper.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, and other blows than the death of one.
class DemoModesTest {
  private static final int LINES = 1_500;
  private static final int VALUE_CHARACTERS = 1_000;

  @TempDir
  private Path directory;

  @Test
  void twoServersDieAtOneInstantAndNothingIsLost() throws IOException {
    Ran ran = demo("--kill", "2", "--replicas", "3");
    Json report = proved(ran);
    assertThat(ran.err()).containsPattern("Killed s.* and s.* with SIGKILL");
    assertThat(report.at("lost").number()).isZero();
  }

  /// It has been asked all the time, by a client that nobody has told to go elsewhere.
  @Test
  void stoppedServerServesNothingOnceOthersDoAndLeaves() throws IOException {
    Ran ran = demo("--pause", "--replicas", "2");
    Json report = proved(ran);
    assertThat(ran.err()).contains("with SIGSTOP", "with SIGCONT", "the cluster has given");
    assertThat(report.at("zombie_requests").number()).isPositive();
    assertThat(report.at("zombie_reads").number()).isZero();
    assertThat(report.at("zombie_writes").number()).isZero();
  }

  private static Json proved(Ran ran) {
    assertThat(ran.status()).as(ran.err()).isZero();
    Json report = Json.parse(ran.out());
    assertThat(report.fields()).containsKeys("detection_seconds", "unavailable_seconds",
        "recovered_mb_per_second", "zombie_reads");
    return report;
  }

  private Ran demo(String... how) throws IOException {
    Path load = directory.resolve("load");
    Files.write(load, IntStream.range(0, LINES).mapToObj(DemoModesTest::line).toList());
    Stream<String> always = Stream.of("demo", "--json", "--rolls", "2", "--load", load.toString(),
        "--dir", directory.resolve("home").toString());
    return Ran.goalkeeper(Stream.concat(always, Arrays.stream(how)).toArray(String[]::new));
  }

  private static String line(int number) {
    return "key" + number + "\t" + (number + " ").repeat(VALUE_CHARACTERS / 4);
  }
}
