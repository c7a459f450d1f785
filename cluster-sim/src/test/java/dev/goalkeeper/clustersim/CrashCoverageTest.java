package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// A process dies just before, and another time just after, each action of each table of the store,
/// and every promise is kept.
class CrashCoverageTest {
  /// On each side of each row; `./goalkeeper sim --coverage` tries more.
  private static final int TIMES = 2;

  private static final Logger LOG = Logger.getLogger("dev.goalkeeper");

  @Test
  void everyRuleOfEveryTableSurvivesACrashOnBothSidesOfItsAction() {
    LOG.setLevel(Level.WARNING);
    List<CrashCoverage.Line> lines = CrashCoverage.run(TIMES);
    lines.forEach(System.out::println);
    assertThat(lines).extracting(CrashCoverage.Line::row)
        .containsExactlyElementsOf(StoreRow.all());
    assertThat(lines).noneMatch(CrashCoverage.Line::lacks);
  }
}
