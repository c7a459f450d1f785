package dev.goalkeeper.bench.rules;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.RulesBuilder;
import dev.goalkeeper.pools.TimerClause;
import java.time.Duration;

/// The rows of the store's `Replica`, word for word, for any class of [Copy]. What is a neighbour's
/// or a budget's there is a fact over one input here: nothing wakes while passes are measured.
final class CopyTable<T extends Copy<T>> {
  static final int BACKUP = 1;
  static final int CANDIDATE = 1 << 1;
  static final int UP = 1 << 2;
  static final int REFUSED = 1 << 3;
  static final int DAMAGED = 1 << 4;
  static final int UNLISTED = 1 << 5;
  static final int OPEN = 1 << 6;
  static final int CLOSING = 1 << 7;
  static final int UNSENT = 1 << 8;
  static final int OWED = 1 << 9;
  static final int PRIOR_OPEN = 1 << 10;
  static final int PRIOR_CLOSED = 1 << 11;
  static final int NEXT_OPEN = 1 << 12;
  static final int SECURE = 1 << 13;
  static final int SLOW = 1 << 14;
  static final int OPENED = 1 << 15;
  static final int SLOT = 1 << 16;

  private static final int SENDING = BACKUP | UP | SLOT | PRIOR_OPEN | PRIOR_CLOSED;

  /// The rows that fire: R2, R4, R4, R6, R4, F1, R1, R4. Rows of a call under way or ended are not
  /// among them: ending a call is more than a pass.
  static final int[] ROUND = {
    SENDING, SENDING | OPEN | UNSENT, SENDING | OPEN | UNSENT | OWED,
    SENDING | OPEN | OWED | NEXT_OPEN, SENDING | OPEN | UNSENT | NEXT_OPEN, BACKUP | OPEN,
    CANDIDATE | OPEN, SENDING | OPEN | UNSENT | SECURE
  };

  private final Clauses<T> clauses;
  private final Input<T> source;
  private final OpClause<T> rpc;
  private final TimerClause<T> rest;
  private final Fact<T> backup;
  private final Fact<T> candidate;
  private final Fact<T> up;
  private final Fact<T> refused;
  private final Fact<T> damaged;
  private final Fact<T> unlisted;
  private final Fact<T> open;
  private final Fact<T> closing;
  private final Fact<T> unsent;
  private final Fact<T> owed;
  private final Fact<T> priorOpen;
  private final Fact<T> priorClosed;
  private final Fact<T> nextOpen;
  private final Fact<T> secure;
  private final Fact<T> slow;
  private final Fact<T> opened;
  private final Fact<T> slot;

  CopyTable(Class<T> type) {
    clauses = Clauses.of(type);
    source = clauses.value("source");
    rpc = clauses.op("rpc").timeout(Duration.ofSeconds(1));
    rest = clauses.timer("rest");
    backup = fact("backup", BACKUP);
    candidate = fact("candidate", CANDIDATE);
    up = fact("up", UP);
    refused = fact("refused", REFUSED);
    damaged = fact("damaged on the way", DAMAGED);
    unlisted = fact("master not listed", UNLISTED);
    open = fact("open", OPEN);
    closing = fact("closing", CLOSING);
    unsent = fact("unsent", UNSENT);
    owed = fact("footer owed", OWED);
    priorOpen = fact("prior open", PRIOR_OPEN);
    priorClosed = fact("prior closed", PRIOR_CLOSED);
    nextOpen = fact("next open", NEXT_OPEN);
    secure = fact("segment secure", SECURE);
    slow = fact("slow", SLOW);
    opened = fact("opened", OPENED);
    slot = fact("slot", SLOT);
  }

  Input<T> source() {
    return source;
  }

  OpClause<T> rpc() {
    return rpc;
  }

  TimerClause<T> rest() {
    return rest;
  }

  Rules<T> rules() {
    var rows = clauses.implies(unlisted, refused.not())
        .implies(unlisted, damaged.not()).implies(damaged, refused.not()).rules()
        .given(backup.not())
          .rule ("R1",  Copy::next, candidate)
          .waits("W0",              candidate.not())
        .given()
          .rule ("F1",  Copy::next, backup, up.not())
        .given(backup, up)
          .waits("W1",              rpc.is(RUNNING))
        .given(backup, up, rpc.is(FAILED, TIMED_OUT))
          .rule ("R8",  Copy::next, slow.not())
          .rule ("F2",  Copy::next, slow, opened.not())
          .rule ("F3",  Copy::next, slow, opened, secure)
          .rule ("R11", Copy::next, slow, opened, secure.not())
        .given(backup, up)
          .rule ("R10", Copy::next, rpc.is(OK), unlisted)
          .rule ("R12", Copy::next, rpc.is(OK), damaged)
        .given(backup, up, rpc.is(OK), unlisted.not(), damaged.not())
          .rule ("R9",  Copy::next, refused, opened.not())
          .rule ("R13", Copy::next, refused, opened, secure)
          .waits("W9",              refused, opened, secure.not())
          .rule ("R3",  Copy::next, refused.not(), open.not())
          .rule ("R5",  Copy::next, refused.not(), open, closing.not())
          .rule ("R7",  Copy::next, refused.not(), open, closing)
        .given(backup, up, rpc.is(IDLE), rest.running())
          .waits("W8");
    return idle(rows).build();
  }

  private RulesBuilder<T> idle(RulesBuilder<T> rows) {
    return rows
        .given(backup, up, rpc.is(IDLE), rest.running().not(), open.not())
          .rule ("R2",  Copy::next, priorOpen, slot)
          .waits("W2",              priorOpen.not())
          .waits("W2s",             priorOpen, slot.not())
        .given(backup, up, rpc.is(IDLE), rest.running().not(), open, unsent)
          .rule ("R4",  Copy::next, priorClosed, slot)
          .waits("W4",              priorClosed.not())
          .waits("W4s",             priorClosed, slot.not())
        .given(backup, up, rpc.is(IDLE), rest.running().not(), open, unsent.not())
          .rule ("R6",  Copy::next, owed, priorClosed, nextOpen, slot)
          .waits("W6",              owed, priorClosed, nextOpen.not())
          .waits("W6c",             owed, priorClosed.not())
          .waits("W6s",             owed, priorClosed, nextOpen, slot.not())
          .goal ("G",               owed.not());
  }

  private Fact<T> fact(String name, int bit) {
    return clauses.fact(name, copy -> copy.bits().has(bit), source);
  }
}
