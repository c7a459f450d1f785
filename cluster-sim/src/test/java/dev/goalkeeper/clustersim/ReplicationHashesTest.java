package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplicationHashesTest {
  @Test
  void theSameSeedGivesTheSameHashTwiceAndInAnotherJvm() throws Exception {
    List<String> here = LongStream.rangeClosed(1, 8).mapToObj(ReplicationHashes::line).toList();
    assertThat(LongStream.rangeClosed(1, 8).mapToObj(ReplicationHashes::line)).isEqualTo(here);

    Process other = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", System.getProperty("java.class.path"), ReplicationHashes.class.getName(), "1", "8")
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String printed =
        new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(printed.lines()).containsExactlyElementsOf(here);
  }
}
