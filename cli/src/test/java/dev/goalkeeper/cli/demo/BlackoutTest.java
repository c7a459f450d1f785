package dev.goalkeeper.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, all of them killed with SIGKILL at once under load: what is on disk is all that
/// is left; `fsck`, and a client of the cluster that is started again, find what the mode promises.
class BlackoutTest {
  private static final int LINES = 1_500;
  private static final int VALUE_CHARACTERS = 1_000;

  @TempDir
  private Path directory;

  @Test
  void bufferedWritesOutliveTheDeathOfAllProcesses() throws IOException {
    assertProved(demo("--kill-all"));
  }

  @Test
  void syncedWritesOutliveAPowerCutOfAllMachines() throws IOException {
    assertProved(demo("--power-cut"));
  }

  /// Else neither of the above would notice anything.
  @Test
  void bufferedWritesDoNotOutliveAPowerCut() throws IOException {
    Ran ran = demo("--power-cut", "--mode", "buffered");
    assertThat(ran.status()).as(ran.err()).isEqualTo(Status.FAILED);
    Json report = Json.parse(ran.out());
    assertThat(report.at("acknowledged").number()).isGreaterThan(LINES);
    assertThat(report.at("lost").number()).isPositive();
    assertThat(ran.err()).contains("NOT PROVED", "--mode synced",
        "something of what they held is missing");
  }

  private static void assertProved(Ran ran) {
    assertThat(ran.status()).as(ran.err()).isZero();
    Json report = Json.parse(ran.out());
    assertThat(report.at("acknowledged").number()).isGreaterThan(LINES / 2);
    assertThat(report.at("lost").number()).isZero();
    assertThat(report.at("under_replicated").number()).isZero();
    assertThat(report.at("read_back").number()).isEqualTo(LINES);
    assertThat(ran.err()).contains("with SIGKILL", "Proved");
  }

  private Ran demo(String... how) throws IOException {
    Path load = directory.resolve("load");
    Files.write(load, IntStream.range(0, LINES).mapToObj(BlackoutTest::line).toList());
    String[] always = {"demo", "--json", "--rolls", "3", "--load", load.toString(),
        "--dir", directory.resolve("home").toString(), "--servers", "4", "--replicas", "2"};
    String[] all = Arrays.copyOf(always, always.length + how.length);
    System.arraycopy(how, 0, all, always.length, how.length);
    return Ran.goalkeeper(all);
  }

  private static String line(int number) {
    return "key" + number + "\t" + (number + " ").repeat(VALUE_CHARACTERS / 4);
  }
}
