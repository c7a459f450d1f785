package dev.goalkeeper.store.master;

import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import java.time.Duration;

/// Gives back what a master has of tablets that it serves no more, some objects a turn: they die in
/// the log, and in the end the index's memory is free. Its goal is that nothing is left.
public final class Release extends Task<Release> {
  static final Clauses<Release> C = Clauses.of(Release.class);

  static final CellClause<Release> SOME = C.cell("some left");
  static final TimerClause<Release> REST = C.timer("rest");

  static final Rules<Release> RULES = C.rules()
      .given()
        .goal ("G",                   SOME.not())
        .waits("W1",                  SOME, REST.running())
        .rule ("Y1", Release::giveBack, SOME, REST.running().not())
      .build();

  /// Some tens of microseconds of the loop.
  private static final int OBJECTS_PER_TURN = 512;

  /// Others have their turn in between.
  private static final Duration PACE = Duration.ofNanos(20_000);

  private final Timer rest = timer(REST);
  private final Departed departed;

  /// @param master whose tablets they were
  public Release(Master master) {
    this.departed = master.departed();
    watch(SOME, departed.some());
  }

  @Override
  protected Rules<Release> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "release";
  }

  private void giveBack() {
    departed.release(OBJECTS_PER_TURN);
    rest.start(PACE);
  }
}
