package dev.goalkeeper.cli.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReasonsTest {
  private static final String SLOW = "replication.Replica.slow";

  @TempDir private Path folder;

  @Test
  void survivorWithoutAReasonAndReasonWithoutASurvivorAreSeen() throws IOException {
    List<Mutant> mutants = PitReport.read(report(
        mutation("SURVIVED", 10), mutation("KILLED", 11), mutation("NO_COVERAGE", 12),
        mutation("RUN_ERROR", 13)), Conditions.of(Part.REPLICATION));
    Reasons reasons = Reasons.read(reasons(
        "| `" + SLOW + "` | negated (1 of 4) | it is equivalent |",
        "| `" + SLOW + "` | negated (2 of 4) | it was once |"), Part.REPLICATION);

    assertThat(reasons.unexplained(mutants)).extracting(Mutant::key)
        .containsExactly(SLOW + ": negated (3 of 4)", SLOW + ": negated (4 of 4)");
    assertThat(reasons.outlived(mutants)).containsExactly(SLOW + ": negated (2 of 4)");
  }

  @Test
  void whatIsNoConditionIsLeftOut() throws IOException {
    String action = mutation("SURVIVED", 10).replace("slow", "sendData").replace("()Z", "()V");
    assertThat(PitReport.read(report(action), Conditions.of(Part.REPLICATION))).isEmpty();
  }

  @Test
  void twoReasonsForOneMutantAreRefused() throws IOException {
    String row = "| `" + SLOW + "` | negated | so |";
    Path file = reasons(row, row);
    assertThatThrownBy(() -> Reasons.read(file, Part.REPLICATION))
        .isInstanceOf(IOException.class).hasMessageContaining("two reasons for " + SLOW);
    assertThat(Reasons.read(file, Part.EXAMPLES).byMutant()).isEmpty();
  }

  private Path reasons(String... rows) throws IOException {
    return Files.writeString(folder.resolve("mutants.md"),
        "## Examples\n## Replication\n" + String.join("\n", rows) + "\n");
  }

  private Path report(String... mutations) throws IOException {
    return Files.writeString(folder.resolve("mutations.xml"),
        "<mutations>" + String.join("", mutations) + "</mutations>");
  }

  private static String mutation(String status, int index) {
    return "<mutation status='" + status + "'><sourceFile>Replica.java</sourceFile>"
        + "<mutatedClass>dev.goalkeeper.store.replication.Replica</mutatedClass>"
        + "<mutatedMethod>slow</mutatedMethod><methodDescription>()Z</methodDescription>"
        + "<lineNumber>7</lineNumber><indexes><index>" + index + "</index></indexes>"
        + "<description>negated</description></mutation>";
  }
}
