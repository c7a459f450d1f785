package dev.goalkeeper.store.recovery;

import dev.goalkeeper.pools.Budget;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Group;
import dev.goalkeeper.pools.GroupInput;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.store.log.EntryView;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.Reply;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings tablets of a dead master to this one: all segments of its log are replayed into this
/// master's, then that has to be safe, and then whoever asked is told.
final class Replay extends Task<Replay> {
  static final Clauses<Replay> C = Clauses.of(Replay.class);

  static final GroupInput<Replay, SegmentReplay> SEGMENTS = C.group("segments");
  static final CellClause<Replay> ASKED = C.cell("asked");
  static final CellClause<Replay> HINDERED = C.cell("hindered");
  static final CellClause<Replay> SAFE = C.cell("safe");
  static final Fact<Replay> COMPLETE =
      C.all("all replayed", SEGMENTS, () -> SegmentReplay.REPLAYED);
  static final Fact<Replay> UNREADABLE =
      C.any("a segment unreadable", SEGMENTS, () -> SegmentReplay.LOST);
  static final Fact<Replay> BURIED = C.local("dead buried", replay -> replay.buried);
  static final Fact<Replay> FINISHED = C.local("finished", replay -> replay.finished);

  static final Rules<Replay> RULES = C
      .implies(SAFE, FINISHED).implies(FINISHED, BURIED).implies(FINISHED, COMPLETE)
      .implies(UNREADABLE, COMPLETE.not()).rules()
      .given(HINDERED)
        .rule ("L1", Replay::refuse)
      .given(HINDERED.not(), COMPLETE.not())
        .waits("W1",                   UNREADABLE.not())
        .rule ("L2", Replay::giveUp,   UNREADABLE)
      .given(HINDERED.not(), COMPLETE, FINISHED.not())
        .rule ("L3", Replay::bury,     BURIED.not())
        .rule ("L4", Replay::finish,   BURIED)
      .given(HINDERED.not(), COMPLETE, FINISHED)
        .waits("W2",                   SAFE.not())
        .rule ("L5", Replay::tell,     SAFE, ASKED)
        .goal ("G",                    SAFE, ASKED.not())
      .build();

  private final Group<SegmentReplay> segments = group(SEGMENTS);
  private final Cell<Boolean> asked = cell(ASKED, false);
  private final Cell<Boolean> hindered = cell(HINDERED, false);
  private final Cell<Boolean> safe = cell(SAFE, false);
  private final List<Responder> waiting = new ArrayList<>();
  private final RecoveryMaster owner;
  private final RecoverTablets request;
  private final ReplayTarget target;
  private @Nullable Refused hindrance;
  private boolean buried;
  private boolean finished;

  Replay(RecoveryMaster owner, RecoverTablets request, ReplayTarget target) {
    this.owner = owner;
    this.request = request;
    this.target = target;
    inTurn(request).forEach(source -> segments.add(new SegmentReplay(this, source)));
  }

  /// The newer first: what it says of a key makes most of what is older no news. But each part of a
  /// recovery begins elsewhere: else all of them would ask the same few backups at the same time,
  /// however many there are.
  private static List<RecoverTablets.Source> inTurn(RecoverTablets request) {
    List<RecoverTablets.Source> sources = new ArrayList<>(request.segments().reversed());
    long first = request.tablets().getFirst().firstHash();
    Collections.rotate(sources, -(int) Math.unsignedMultiplyHigh(first, sources.size()));
    return sources;
  }

  @Override
  protected Rules<Replay> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "replay of " + request.crashed() + " " + RecoveryMaster.key(request);
  }

  RecoverTablets request() {
    return request;
  }

  Budget.Lane fetches() {
    return owner.fetches();
  }

  Optional<Peer> peer(ServerId id) {
    return owner.peer(id);
  }

  void call(Peer backup, Request question, Completion<Message> answer, long token) {
    owner.call(backup, question, answer, token);
  }

  void ask(Responder responder) {
    waiting.add(responder);
    asked.set(true);
  }

  /// A later recovery has the same tablets: whoever wanted them of this one wants them no more.
  void supersede(long by) {
    hinder(new Refused(Refusal.INCOMPLETE, name() + " was superseded by recovery " + by));
  }

  ReplayTarget target() {
    return target;
  }

  /// Takes an entry in; false if it has to come again, once there is room.
  boolean take(EntryView entry) {
    return hindrance != null || target.take(entry, this::hinder);
  }

  private void giveUp() {
    hinder(new Refused(Refusal.INCOMPLETE, "a segment of the log of " + request.crashed()
        + " cannot be read from any of its replicas now"));
  }

  private void hinder(Refused why) {
    hindrance = why;
    hindered.set(true);
  }

  private void bury() {
    target.bury().ifPresentOrElse(this::hinder, () -> buried = true);
  }

  private void finish() {
    finished = true;
    dismiss();
    target.finish(() -> safe.set(true));
  }

  private void tell() {
    answer(new Recovered(target.start().segment(), target.start().offset()));
  }

  /// Who asks again begins anew.
  private void refuse() {
    target.abandon();
    dismiss();
    owner.forget(this);
    answer(hindrance == null
        ? new Refused(Refusal.INCOMPLETE, name() + " was given up") : hindrance);
  }

  private void dismiss() {
    segments.members().forEach(segments::remove);
  }

  private void answer(Reply reply) {
    waiting.forEach(responder -> responder.respond(reply));
    waiting.clear();
    asked.set(false);
  }
}
