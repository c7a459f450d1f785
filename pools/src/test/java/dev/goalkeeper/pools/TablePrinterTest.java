package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TablePrinterTest {
  private final Scene scene = new Scene();

  @Test
  void textHasALineForEachRowAndCountsWhatFired() {
    var lamp = scene.add(new Lamp("lamp"));
    scene.bring(() -> lamp.wanted.set(true));
    scene.bring(() -> lamp.wanted.set(false));
    scene.bring(() -> lamp.wanted.set(true));
    assertThat(scene.pool.table(Lamp.RULES, TableFormat.TEXT)).isEqualTo("""
        Lamp
          L1  RULE   2  wanted, not lit
          L2  RULE   1  not wanted, lit
          G1  GOAL      wanted, lit
          G0  GOAL      not wanted, not lit
        """);
  }

  @Test
  void textWithoutAPoolCountsNothing() {
    assertThat(Lamp.RULES.table()).isEqualTo("""
        Lamp
          L1  RULE   wanted, not lit
          L2  RULE   not wanted, lit
          G1  GOAL   wanted, lit
          G0  GOAL   not wanted, not lit
        """);
  }

  @Test
  void markdownIsATableWhoseCellsAreWhole() {
    var lamp = scene.add(new Lamp("lamp"));
    scene.bring(() -> lamp.wanted.set(true));
    assertThat(scene.pool.table(Lamp.RULES, TableFormat.MARKDOWN)).isEqualTo("""
        | Lamp | | fired | when |
        |---|---|---:|---|
        | L1 | fires | 1 | wanted, not lit |
        | L2 | fires | 0 | not wanted, lit |
        | G1 | **goal** |  | wanted, lit |
        | G0 | **goal** |  | not wanted, not lit |
        """);
    assertThat(Worker.RULES.table(TableFormat.MARKDOWN))
        .contains("| R5 | fires | life=RUNNING, not wanted, kill=FAILED or TIMED_OUT |");
  }

  @Test
  void mermaidShowsWhatIsLookedAtAndWhereItLeads() {
    assertThat(Lamp.RULES.table(TableFormat.MERMAID)).isEqualTo("""
        flowchart TD
          row0["L1"]
          row1["L2"]
          row2(["G1"])
          row3(["G0"])
          n0{"wanted"}
          n1{"lit"}
          n1 -->|"no"| row3
          n1 -->|"yes"| row1
          n2{"lit"}
          n2 -->|"no"| row0
          n2 -->|"yes"| row2
          n0 -->|"no"| n1
          n0 -->|"yes"| n2
        """);
  }

  @Test
  void tableThatNobodyUsesHereHasNoCounts() {
    assertThat(scene.pool.table(Worker.RULES, TableFormat.TEXT)).isEqualTo(Worker.RULES.table());
  }
}
