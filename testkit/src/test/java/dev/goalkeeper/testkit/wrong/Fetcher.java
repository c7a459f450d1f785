package dev.goalkeeper.testkit.wrong;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.testkit.Outside;
import java.util.concurrent.CompletionStage;

/// Asks one server after the other until one answers. The wrong one takes an answer wherever it
/// comes from, also one that it has given up waiting for.
public final class Fetcher extends Task<Fetcher> {
  static final Clauses<Fetcher> C = Clauses.of(Fetcher.class);
  static final OpClause<Fetcher> FETCH = C.op("fetch");

  static final Rules<Fetcher> RULES = C.rules()
      .rule ("R1", Fetcher::fetch,  FETCH.is(IDLE))
      .waits("W1",                  FETCH.is(RUNNING))
      .rule ("R2", Fetcher::next,   FETCH.is(FAILED, TIMED_OUT))
      .goal ("G",                   FETCH.is(OK))
      .build();

  private final Op<Integer> fetch = op(FETCH);
  private final Outside outside;
  private final boolean right;
  private boolean second;
  private int believed;

  public Fetcher(Outside outside, boolean right) {
    this.outside = outside;
    this.right = right;
  }

  @Override
  protected Rules<Fetcher> rules() {
    return RULES;
  }

  /// What it believes is what it has asked for, or nothing.
  public boolean believesWhomItAsks() {
    return believed == 0 || believed == server();
  }

  private int server() {
    return second ? 2 : 1;
  }

  private void fetch() {
    int asked = server();
    CompletionStage<Integer> answer = outside.ask("server " + asked, () -> asked);
    fetch.start(answer);
    if (!right) {
      answer.thenAccept(value -> believed = value);
    }
  }

  private void next() {
    second = !second;
    fetch.reset();
  }
}
