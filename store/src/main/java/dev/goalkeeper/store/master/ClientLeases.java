package dev.goalkeeper.store.master;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.membership.CoordinatorLine;
import dev.goalkeeper.store.transport.Expecting;
import dev.goalkeeper.store.wire.AskClients;
import dev.goalkeeper.store.wire.ClientsEnded;
import java.time.Duration;
import java.util.List;

/// Asks the coordinator which clients' leases have ended: at once about those whose mutations wait
/// for it, and now and then about all, so that what is kept for the dead is let go.
///
/// One question is about all who wait. While there is no answer those who wait are told to try
/// again; clients that are known go on.
public final class ClientLeases extends Task<ClientLeases> {
  static final Clauses<ClientLeases> C = Clauses.of(ClientLeases.class);

  static final CellClause<ClientLeases> WANTED = C.cell("wanted");
  static final OpClause<ClientLeases> ASK = C.op("ask").timeout(Duration.ofMillis(500));
  static final TimerClause<ClientLeases> REST = C.timer("rest");
  static final TimerClause<ClientLeases> CALM = C.timer("calm");

  static final Rules<ClientLeases> RULES = C.rules()
      .given(ASK.is(IDLE))
        .goal ("G",                        WANTED.not(), CALM.running())
        .rule ("O1", ClientLeases::review, WANTED.not(), CALM.running().not())
        .waits("W1",                       WANTED, REST.running())
        .rule ("O2", ClientLeases::ask,    WANTED, REST.running().not())
      .given()
        .waits("W2",                       ASK.is(RUNNING))
        .rule ("O3", ClientLeases::learn,  ASK.is(OK))
        .rule ("O4", ClientLeases::refuse, ASK.is(FAILED, TIMED_OUT))
      .build();

  /// What is kept for a client that is gone is kept for so long more than its lease.
  static final Duration REVIEW = Duration.ofSeconds(5);

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(10), Duration.ofMillis(500), Duration.ofSeconds(5));

  private final Op<ClientsEnded> ask = op(ASK);
  private final Timer rest = timer(REST);
  private final Timer calm = timer(CALM);
  private final Master master;
  private final Clients clients;
  private final CoordinatorLine coordinator;
  private List<Long> asked = List.of();
  private long adoption;

  /// @param master whose clients are asked about
  public ClientLeases(Master master, CoordinatorLine coordinator) {
    this.master = master;
    this.clients = master.clients();
    this.coordinator = coordinator;
    watch(WANTED, clients.wanted());
  }

  @Override
  protected Rules<ClientLeases> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "client leases";
  }

  private void review() {
    calm.start(REVIEW);
    clients.review();
  }

  private void ask() {
    asked = clients.question();
    adoption = clients.adoptions();
    coordinator.call(
        new AskClients(asked), new Expecting<>(ClientsEnded.class, ask), ask.begin());
  }

  private void learn() {
    List<Long> ended = ask.value().clients();
    ask.reset();
    clients.learn(asked, ended, adoption, master::receive);
  }

  private void refuse() {
    ask.reset();
    rest.backoff(BACKOFF);
    clients.dismiss();
  }
}
