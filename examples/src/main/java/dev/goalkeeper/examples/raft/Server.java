package dev.goalkeeper.examples.raft;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// One server of a Raft group. Its state is in [Replica]; here are its rules: what it does, and
/// when.
final class Server extends Task<Server> {
  static final Clauses<Server> C = Clauses.of(Server.class);
  static final Input<Server> INBOX = C.value("inbox");
  static final Input<Server> COMMANDS = C.value("commands");
  static final OpClause<Server> SAVE = C.op("save");
  static final TimerClause<Server> PATIENCE = C.timer("patience");
  static final TimerClause<Server> PULSE = C.timer("pulse");

  static final Fact<Server> MAIL = C.fact("mail", s -> !s.inbox.get().isEmpty(), INBOX);
  static final Fact<Server> PROPOSED =
      C.fact("proposed", s -> !s.commands.get().isEmpty(), COMMANDS);
  static final Fact<Server> UNSAVED = C.local("unsaved", s -> s.unsaved);
  static final Fact<Server> OUTGOING = C.local("outgoing", s -> !s.outgoing.isEmpty());
  static final Fact<Server> LEADS = C.local("leads", s -> s.raft.role() == Role.LEADER);
  static final Fact<Server> STANDS = C.local("stands", s -> s.raft.role() == Role.CANDIDATE);
  static final Fact<Server> ELECTED = C.local("elected", s -> s.raft.elected());
  static final Fact<Server> COMMITTABLE = C.local("committable", s -> s.raft.committable());
  static final Fact<Server> UNAPPLIED = C.local("unapplied", s -> s.raft.unapplied());
  static final Fact<Server> AHEAD = C.local("a follower is behind", s -> s.raft.ahead());

  static final Rules<Server> RULES = C
      .implies(ELECTED, STANDS).implies(STANDS, LEADS.not())
      .implies(COMMITTABLE, LEADS).implies(AHEAD, LEADS).rules()
      .given(UNSAVED)
        .rule ("S1", Server::save,      SAVE.is(IDLE))
        .waits("W1",                    SAVE.is(RUNNING))
        .rule ("S2", Server::saved,     SAVE.is(OK))
        .rule ("S3", Server::saveAgain, SAVE.is(FAILED, TIMED_OUT))
      .given(UNSAVED.not(), OUTGOING)
        .rule ("M1", Server::send)
      .given(UNSAVED.not(), OUTGOING.not(), MAIL)
        .rule ("M2", Server::take)
      .given(UNSAVED.not(), OUTGOING.not(), MAIL.not(), UNAPPLIED)
        .rule ("A1", Server::apply)
      .given(UNSAVED.not(), OUTGOING.not(), MAIL.not(), UNAPPLIED.not(), LEADS.not())
        .rule ("E2", Server::lead,      ELECTED)
        .rule ("E1", Server::stand,     ELECTED.not(), PATIENCE.running().not())
        .waits("W2",                    ELECTED.not(), PATIENCE.running(), STANDS)
        .goal ("G1",                    ELECTED.not(), PATIENCE.running(), STANDS.not())
      .given(UNSAVED.not(), OUTGOING.not(), MAIL.not(), UNAPPLIED.not(), LEADS)
        .rule ("L2", Server::commit,    COMMITTABLE)
        .rule ("L1", Server::propose,   COMMITTABLE.not(), PROPOSED)
        .rule ("L3", Server::beat,      COMMITTABLE.not(), PROPOSED.not(), PULSE.running().not())
        .waits("W3",                    COMMITTABLE.not(), PROPOSED.not(), PULSE.running(), AHEAD)
        .goal ("G2",              COMMITTABLE.not(), PROPOSED.not(), PULSE.running(), AHEAD.not())
      .build();

  static final Words WORDS = Words.of(Server.class, """
      S1 something is not on disk: write it
      S2 it is on disk: now it may be said
      S3 it could not be written: again
      M1 something is to be said, and what it rests on is on disk: say it
      M2 a message has come: take it
      A1 committed and not applied: apply it
      E1 nothing was heard of a leader: stand for election in the next term
      E2 a majority has voted for it: lead
      L1 a client has a command: append it
      L2 a majority has an entry of this term: commit it
      L3 time for a pulse: send each follower what it lacks""");

  private static final Duration PULSE_EVERY = Duration.ofMillis(15);
  private static final int PATIENCE_MILLIS_MIN = 60;
  private static final int PATIENCE_MILLIS_MAX = 120;

  private final Cell<List<Message>> inbox = value(INBOX, List.of());
  private final Cell<List<String>> commands = value(COMMANDS, List.of());
  private final Op<Disk.Saved> save = op(SAVE);
  private final Timer patience = timer(PATIENCE);
  private final Timer pulse = timer(PULSE);
  private final Replica raft;
  private final Disk disk;
  private final BiConsumer<Integer, Message> out;
  private final List<Addressed> outgoing = new ArrayList<>();
  private boolean unsaved;

  /// A message that waits for the disk.
  private record Addressed(int to, Message message) {}

  /// @param out the way to another server, by its number
  Server(Replica raft, Disk disk, BiConsumer<Integer, Message> out) {
    this.raft = raft;
    this.disk = disk;
    this.out = out;
  }

  @Override
  protected Rules<Server> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "server " + raft.id();
  }

  Cell<List<Message>> inbox() {
    return inbox;
  }

  /// What clients ask to be appended; one that does not lead forgets it when it hears of a leader.
  Cell<List<String>> commands() {
    return commands;
  }

  Replica raft() {
    return raft;
  }

  private void save() {
    save.start(disk.write(raft.persistent()));
  }

  private void saved() {
    save.reset();
    unsaved = false;
  }

  private void saveAgain() {
    save.reset();
  }

  private void send() {
    outgoing.forEach(each -> out.accept(each.to(), each.message()));
    outgoing.clear();
  }

  private void take() {
    var left = new ArrayList<>(inbox.get());
    Message message = left.removeFirst();
    inbox.set(List.copyOf(left));
    Disk.Saved before = raft.persistent();
    Replica.Reaction reaction = raft.hear(message);
    reaction.answer().forEach(answer -> outgoing.add(new Addressed(message.from(), answer)));
    if (reaction.patient()) {
      bePatient();
    }
    unsaved = !raft.persistent().equals(before);
  }

  private void apply() {
    raft.apply();
  }

  private void stand() {
    raft.stand();
    unsaved = true;
    bePatient();
    toOthers();
  }

  private void lead() {
    raft.lead();
    unsaved = true;
    pulse.stop();
  }

  private void commit() {
    raft.commit();
  }

  private void propose() {
    commands.get().forEach(raft::append);
    commands.set(List.of());
    unsaved = true;
    pulse.stop();
  }

  private void beat() {
    pulse.start(PULSE_EVERY);
    toOthers();
  }

  private void toOthers() {
    for (int other : raft.others()) {
      outgoing.add(new Addressed(other, raft.messageTo(other)));
    }
  }

  /// Each server has a patience of its own each time, so that they do not all stand at once.
  private void bePatient() {
    int millis = pool().world().random("patience")
        .nextInt(PATIENCE_MILLIS_MIN, PATIENCE_MILLIS_MAX);
    patience.start(Duration.ofMillis(millis));
  }
}
