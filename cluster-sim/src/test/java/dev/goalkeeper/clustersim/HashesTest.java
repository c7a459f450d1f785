package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HashesTest {
  private static final int SEEDS = 8;

  @ParameterizedTest
  @EnumSource(Simulation.class)
  void theSameSeedGivesTheSameHashAloneBesideOthersAndInAnotherJvm(Simulation simulation)
      throws Exception {
    List<String> here = LongStream.rangeClosed(1, SEEDS)
        .mapToObj(seed -> Hashes.line(simulation, seed)).toList();
    assertThat(Hashes.of(simulation, 1, SEEDS)).isEqualTo(here);

    Process other = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), Hashes.class.getName(), simulation.name(),
        "1", "" + SEEDS)
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed =
        new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(printed.lines()).containsExactlyElementsOf(here);
  }
}
