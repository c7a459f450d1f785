package dev.goalkeeper.testkit.wrong;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import java.util.List;

/// Says that all is done. The wrong one says so when it was told to, whether or not the machine
/// on which it rests has started.
public final class Report extends Task<Report> {
  static final Clauses<Report> C = Clauses.of(Report.class);
  static final CellClause<Report> TOLD = C.cell("told");
  static final LinkInput<Report, Machine> MACHINE = C.link("machine");
  static final Fact<Report> UP = C.peer("up", MACHINE, () -> Machine.UP, true);
  static final Fact<Report> SAID = C.local("said", report -> report.said);

  static final Rules<Report> RULES = C.rules()
      .given(SAID.not())
        .waits("W1",               TOLD.not())
        .waits("W2",               TOLD, UP.not())
        .rule ("R1", Report::say,  TOLD, UP)
      .given()
        .goal ("G",                SAID)
      .build();

  private final Cell<Boolean> told = cell(TOLD, false);
  private final Link<Machine> machine = link(MACHINE);
  private final Machine restsOn;
  private boolean said;

  public Report(Machine restsOn, boolean right) {
    this.restsOn = restsOn;
    if (right) {
      machine.set(restsOn);
    }
  }

  @Override
  protected Rules<Report> rules() {
    return RULES;
  }

  @Override
  protected List<Machine> restsOn() {
    return List.of(restsOn);
  }

  public Cell<Boolean> told() {
    return told;
  }

  private void say() {
    said = true;
  }
}
