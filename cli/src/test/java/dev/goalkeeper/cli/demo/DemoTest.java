package dev.goalkeeper.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.cli.console.Status;
import dev.goalkeeper.store.fsck.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A small demo with real processes, once; then what it left on disk is tampered with, and its
/// proof must fail each time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
  private static final int LINES = 1_500;
  private static final int VALUE_CHARACTERS = 1_000;
  private static final int SERVERS = 4;
  private static final int REPLICAS = 2;

  private Path home = Path.of("");
  private Ran ran = new Ran(-1, "", "");

  @BeforeAll
  void runDemo(@TempDir Path directory) throws IOException {
    home = directory.resolve("home");
    Path load = directory.resolve("load");
    Files.write(load, IntStream.range(0, LINES).mapToObj(DemoTest::line).toList());
    ran = Ran.goalkeeper("demo", "--json", "--rolls", "2", "--load", load.toString(),
        "--dir", home.toString(), "--servers", "" + SERVERS, "--replicas", "" + REPLICAS);
  }

  @Test
  void provesThatNothingWasLost() {
    assertThat(ran.status()).as(ran.err()).isZero();
    Json report = Json.parse(ran.out());
    assertThat(report.at("acknowledged").number()).isGreaterThanOrEqualTo(LINES);
    assertThat(report.at("lost").number()).isZero();
    assertThat(report.at("under_replicated").number()).isZero();
    assertThat(report.fields()).containsKeys("restore_seconds", "max_write_stall_millis",
        "writes_per_second", "p50_micros", "p99_micros");
  }

  @Test
  void firesEveryRowOfThePapersTable() {
    assertThat(List.of("R1", "R2", "R3", "R4", "R5", "R6", "R7", "F1"))
        .allSatisfy(row ->
            assertThat(Json.parse(ran.out()).at("firings").at(row).number()).isPositive());
  }

  @Test
  void putsNothingButTheReportOnStandardOutput() {
    assertThat(ran.out().lines()).hasSize(1);
    assertThat(ran.err()).contains("with SIGKILL", "Replicas lost", "R7", "F1", "Proved");
  }

  @Test
  void proofFailsWhenAByteIsFlipped() throws IOException {
    FoundFrame found = find();
    byte[] sound = Files.readAllBytes(found.file());
    byte[] flipped = sound.clone();
    flipped[found.offset()] ^= 1;
    assertProofFailsWith(found, flipped, sound);
  }

  @Test
  void proofFailsWhenAFileIsTruncated() throws IOException {
    FoundFrame found = find();
    byte[] sound = Files.readAllBytes(found.file());
    assertProofFailsWith(found, Arrays.copyOf(sound, found.offset()), sound);
  }

  @Test
  void proofFailsWhenAFileIsDeleted() throws IOException {
    FoundFrame found = find();
    byte[] sound = Files.readAllBytes(found.file());
    Files.delete(found.file());
    Ran proof = prove();
    Files.write(found.file(), sound);
    assertFails(proof);
  }

  @Test
  void proofFailsWhenADirectoryIsMissing() {
    assertFails(prove(survivors().subList(1, SERVERS - 1)));
  }

  private void assertProofFailsWith(FoundFrame found, byte[] tampered, byte[] sound)
      throws IOException {
    Files.write(found.file(), tampered);
    Ran proof = prove();
    Files.write(found.file(), sound);
    assertFails(proof);
  }

  private void assertFails(Ran proof) {
    assertThat(proof.status()).as(proof.out()).isEqualTo(Status.FAILED);
    Ran again = prove();
    assertThat(again.status()).as(again.out()).isZero();
  }

  private Ran prove() {
    return prove(survivors());
  }

  private Ran prove(List<Path> directories) {
    var arguments = new ArrayList<String>();
    arguments.addAll(
        List.of("fsck", "--replicas", "" + REPLICAS, "--journal", home.resolve("journal") + ""));
    directories.forEach(each -> arguments.add(each.toString()));
    return Ran.goalkeeper(arguments.toArray(String[]::new));
  }

  /// All servers but the one that was killed, which is the last.
  private List<Path> survivors() {
    return IntStream.range(1, SERVERS).mapToObj(each -> home.resolve("server" + each)).toList();
  }

  /// Where a copy of an acknowledged object lies, in the version that was acknowledged last.
  private FoundFrame find() throws IOException {
    Collection<Journal.Line> lines = Journal.read(home.resolve("journal")).newest();
    Journal.Line sought = lines.stream()
        .max(Comparator.comparingLong(Journal.Line::version)).orElseThrow();
    for (Path server : survivors()) {
      for (Path file : frameFiles(server)) {
        int at = ObjectSearch.find(Files.readAllBytes(file), sought);
        if (at >= 0) {
          return new FoundFrame(file, at);
        }
      }
    }
    throw new AssertionError("no copy of " + sought + " in " + home);
  }

  private static List<Path> frameFiles(Path server) throws IOException {
    try (var files = Files.list(server)) {
      return files.filter(file -> file.getFileName().toString().startsWith("frames-")).toList();
    }
  }

  private static String line(int number) {
    return "key" + number + "\t" + (number + " ").repeat(VALUE_CHARACTERS / 4);
  }

  private record FoundFrame(Path file, int offset) {}
}
