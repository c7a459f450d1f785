package dev.goalkeeper.examples.tcp;

import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One end of a TCP connection.
///
/// The text that the application writes has sequence numbers from 1 on; 0 is the SYN, and the FIN
/// comes behind the last character. *Acknowledged* is the first number that the other end has not,
/// *next* the first that was not sent: `acknowledged <= next`.
final class Connection extends Task<Connection> {
  static final Clauses<Connection> C = Clauses.of(Connection.class);
  static final CellClause<Connection> ASKED = C.cell("asked to open");
  static final Input<Connection> WRITTEN = C.value("written");
  static final Input<Connection> CLOSING = C.value("closing");
  static final Input<Connection> INBOX = C.value("inbox");
  static final TimerClause<Connection> RTO = C.timer("retransmission");
  static final TimerClause<Connection> LINGER = C.timer("time-wait");

  static final Fact<Connection> MAIL = C.fact("mail", c -> !c.inbox.get().isEmpty(), INBOX);
  static final Fact<Connection> HEARD = C.local("SYN heard", c -> c.expected > 0);
  static final Fact<Connection> SENDABLE =
      C.fact("sendable", Connection::sendable, WRITTEN, CLOSING);
  static final Fact<Connection> UNACKED =
      C.local("unacknowledged", c -> c.acknowledged < c.next);
  static final Fact<Connection> OVERDUE =
      C.fact("overdue", c -> c.acknowledged < c.next && !c.rto.running(), RTO);
  static final Fact<Connection> ACK_OWED = C.local("ack owed", c -> c.ackOwed);
  static final Fact<Connection> FIN_SENT = C.local("FIN sent", c -> c.finSent);
  static final Fact<Connection> FIN_HEARD = C.local("FIN heard", c -> c.finHeard);
  static final Fact<Connection> FIRST = C.local("closed first", c -> c.first);
  static final Fact<Connection> LINGERED = C.local("lingered", c -> c.lingered);
  static final Fact<Connection> CLOSED = C.local("closed", c -> c.closed);

  static final Rules<Connection> RULES = C
      .implies(OVERDUE, UNACKED).implies(LINGERED, FIRST).rules()
      .given(CLOSED)
        .rule ("R7", Connection::refuse,    MAIL)
        .goal ("G0",                        MAIL.not())
      .given(CLOSED.not(), MAIL)
        .rule ("R1", Connection::take)
      .given(CLOSED.not(), MAIL.not(), ASKED.not(), HEARD.not())
        .goal ("G1")
      .given(CLOSED.not(), MAIL.not(), ASKED, HEARD.not())
        .rule ("R0", Connection::send,      SENDABLE)
        .rule ("R8", Connection::sendAgain, SENDABLE.not(), OVERDUE)
        .waits("W0",                        SENDABLE.not(), OVERDUE.not())
      .given(CLOSED.not(), MAIL.not(), HEARD)
        .rule ("R2", Connection::send,      SENDABLE)
        .rule ("R3", Connection::sendAgain, SENDABLE.not(), OVERDUE)
        .rule ("R4", Connection::acknowledge, SENDABLE.not(), OVERDUE.not(), ACK_OWED)
        .waits("W1",               SENDABLE.not(), OVERDUE.not(), ACK_OWED.not(), UNACKED)
      .given(CLOSED.not(), MAIL.not(), HEARD, SENDABLE.not(), ACK_OWED.not(), UNACKED.not())
        .goal ("G2",                        FIN_SENT.not(), FIN_HEARD.not())
        .goal ("G3",                        FIN_SENT.not(), FIN_HEARD)
        .waits("W2",                        FIN_SENT, FIN_HEARD.not())
        .rule ("R5", Connection::linger,    FIN_SENT, FIN_HEARD, FIRST, LINGERED.not())
        .waits("W3",                        FIN_SENT, FIN_HEARD, FIRST, LINGERED, LINGER.running())
        .rule ("R6", Connection::close,     FIN_SENT, FIN_HEARD, FIRST, LINGERED,
                                            LINGER.running().not())
        .rule ("R9", Connection::close,     FIN_SENT, FIN_HEARD, FIRST.not())
      .exports(RTO)
      .build();

  static final Words WORDS = Words.of(Connection.class, """
      R0 asked to open: send the SYN
      R1 a segment has come: take what is new in it
      R2 something may be sent: send it, with an acknowledgement
      R3 no acknowledgement in time: send again from there
      R4 an acknowledgement is owed, nothing to send: send it alone
      R5 both ends have finished, and this one began: time-wait
      R6 time-wait is over: closed
      R7 closed, and a segment comes: refuse it
      R8 no answer to the SYN in time: send it again
      R9 both ends have finished, and the other began: closed""");

  private static final int SEGMENT_CHARACTERS = 8;
  private static final int WINDOW = 24;

  /// Twice the longest that a segment is on its way.
  private static final Duration TIME_WAIT = Duration.ofMillis(240);

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofMillis(100));

  private final Cell<Boolean> asked = cell(ASKED, false);
  private final Cell<String> written = value(WRITTEN, "");
  private final Cell<Boolean> closing = value(CLOSING, false);
  private final Cell<List<Segment>> inbox = value(INBOX, List.of());
  private final Timer rto = timer(RTO);
  private final Timer linger = timer(LINGER);
  private final String name;
  private final Consumer<Segment> out;
  private final StringBuilder read = new StringBuilder();
  private int acknowledged;
  private int next;
  private int expected;
  private boolean ackOwed;
  private boolean finSent;
  private boolean finHeard;
  private boolean first;
  private boolean lingered;
  private boolean closed;

  /// @param out the way to the other end
  Connection(String name, Consumer<Segment> out) {
    this.name = name;
    this.out = out;
  }

  @Override
  protected Rules<Connection> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  /// The application opens; the end that never does listens.
  Cell<Boolean> asked() {
    return asked;
  }

  /// All that the application has written so far.
  Cell<String> written() {
    return written;
  }

  /// The application will write no more.
  Cell<Boolean> closing() {
    return closing;
  }

  /// What came and was not looked at.
  Cell<List<Segment>> inbox() {
    return inbox;
  }

  /// What the application can read.
  String read() {
    return read.toString();
  }

  /// What RFC 9293 calls this combination of facts.
  @Override
  protected State state() {
    boolean finAcknowledged = finSent && acknowledged == next;
    if (closed) {
      return State.CLOSED;
    } else if (expected == 0) {
      return next > 0 ? State.SYN_SENT : State.LISTEN;
    } else if (acknowledged == 0) {
      return State.SYN_RECEIVED;
    } else if (!finSent) {
      return finHeard ? State.CLOSE_WAIT : State.ESTABLISHED;
    } else if (!finHeard) {
      return finAcknowledged ? State.FIN_WAIT_2 : State.FIN_WAIT_1;
    } else if (finAcknowledged) {
      return first ? State.TIME_WAIT : State.CLOSED;
    }
    return first ? State.CLOSING : State.LAST_ACK;
  }

  private int end() {
    return 1 + written.get().length() + (closing.get() ? 1 : 0);
  }

  /// The SYN goes alone; the rest once it was acknowledged, as far as the window reaches.
  private boolean sendable() {
    boolean room = next == 0 || (acknowledged > 0 && next - acknowledged < WINDOW);
    return room && next < end();
  }

  private void send() {
    if (acknowledged == next) {
      rto.backoff(BACKOFF);
    }
    Segment segment = segmentFrom(next);
    next = segment.end();
    if (segment.fin()) {
      finSent = true;
      first = !finHeard;
    }
    emit(segment);
  }

  /// From the first number that is missing at the other end; what follows goes again in its turn.
  private void sendAgain() {
    rto.backoff(BACKOFF);
    emit(segmentFrom(acknowledged));
  }

  private void acknowledge() {
    emit(new Segment(next, false, "", false, expected, false));
  }

  private Segment segmentFrom(int from) {
    if (from == 0) {
      return new Segment(0, true, "", false, expected, false);
    }
    String text = written.get();
    int to = Math.min(text.length(), from - 1 + SEGMENT_CHARACTERS);
    boolean fin = closing.get() && to == text.length() && (finSent || next < end());
    return new Segment(from, false, text.substring(Math.min(from - 1, to), to), fin, expected,
        false);
  }

  private void emit(Segment segment) {
    ackOwed = false;
    out.accept(segment);
  }

  private void take() {
    Segment segment = shift();
    if (segment.reset()) {
      close();
      return;
    }
    if (segment.ack() > acknowledged && segment.ack() <= next) {
      acknowledged = segment.ack();
      rto.stop();
      if (acknowledged < next) {
        rto.backoff(BACKOFF);
      }
    }
    if (segment.end() > segment.from()) {
      ackOwed = true;
      accept(segment);
    }
  }

  /// Takes what continues what it has; of segments that overlap, the new part.
  private void accept(Segment segment) {
    if (segment.from() > expected || segment.end() <= expected) {
      restartTimeWait(segment);
      return;
    }
    if (!segment.syn()) {
      int old = expected - segment.from();
      read.append(segment.text(), Math.min(old, segment.text().length()), segment.text().length());
    }
    expected = segment.end();
    finHeard |= segment.fin();
  }

  /// The other end has not heard that its FIN came: it may need an answer once more.
  private void restartTimeWait(Segment segment) {
    if (segment.fin() && linger.running()) {
      linger.start(TIME_WAIT);
    }
  }

  private void linger() {
    lingered = true;
    linger.start(TIME_WAIT);
  }

  private void close() {
    closed = true;
    rto.stop();
    linger.stop();
  }

  private void refuse() {
    Segment segment = shift();
    if (!segment.reset()) {
      out.accept(new Segment(segment.ack(), false, "", false, segment.end(), true));
    }
  }

  private Segment shift() {
    var left = new ArrayList<>(inbox.get());
    Segment segment = left.removeFirst();
    inbox.set(List.copyOf(left));
    return segment;
  }
}
