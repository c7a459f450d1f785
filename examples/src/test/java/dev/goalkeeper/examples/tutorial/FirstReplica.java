package dev.goalkeeper.examples.tutorial;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// The tutorial's first step: a header that is sent and committed.
final class FirstReplica extends Task<FirstReplica> {
  static final Clauses<FirstReplica> C = Clauses.of(FirstReplica.class);
  static final OpClause<FirstReplica> RPC = C.op("rpc");
  static final Fact<FirstReplica> OPEN = C.local("open", r -> r.open);

  static final Rules<FirstReplica> RULES = C.rules()
      .given(OPEN.not())
        .rule ("R2", FirstReplica::sendHeader,   RPC.is(IDLE))
        .waits("W1",                             RPC.is(RUNNING))
        .rule ("R3", FirstReplica::commitHeader, RPC.is(OK))
        .rule ("R8", FirstReplica::again,        RPC.is(FAILED, TIMED_OUT))
      .given(OPEN)
        .goal ("G")
      .build();

  private final Op<String> rpc = op(RPC);
  private final Supplier<CompletionStage<String>> header;
  private boolean open;

  FirstReplica(Supplier<CompletionStage<String>> header) {
    this.header = header;
  }

  @Override
  protected Rules<FirstReplica> rules() {
    return RULES;
  }

  private void sendHeader() {
    rpc.start(header.get());
  }

  private void commitHeader() {
    open = true;
  }

  private void again() {
    rpc.reset();
  }
}
