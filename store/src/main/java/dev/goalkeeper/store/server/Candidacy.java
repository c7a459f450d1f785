package dev.goalkeeper.store.server;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;

import dev.goalkeeper.pools.Backoff;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.coordinator.Coordinator;
import dev.goalkeeper.store.coordinator.UnreadableRecord;
import dev.goalkeeper.store.metadata.Leadership;
import dev.goalkeeper.store.metadata.MetadataRefused;
import dev.goalkeeper.store.recovery.Recoveries;
import dev.goalkeeper.store.transport.Transport;
import dev.goalkeeper.store.wire.Address;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a process the cluster's coordinator, as soon as it is elected; until then it is a standby.
/// Its goal is to lead. Once the process has led it never stands again: it ends.
final class Candidacy extends Task<Candidacy> {
  private static final Logger LOG = LoggerFactory.getLogger(Candidacy.class);

  static final Clauses<Candidacy> C = Clauses.of(Candidacy.class);

  static final OpClause<Candidacy> CAMPAIGN = C.op("campaign").endless();
  static final TimerClause<Candidacy> REST = C.timer("rest");
  static final Fact<Candidacy> REJECTED = C.fact("rejected", Candidacy::rejected, CAMPAIGN);
  static final Fact<Candidacy> SETTLED = C.local("settled", candidacy -> candidacy.settled);

  static final Rules<Candidacy> RULES = C.implies(REJECTED, CAMPAIGN.is(FAILED)).rules()
      .given()
        .goal ("G",                      SETTLED)
      .given(SETTLED.not(), CAMPAIGN.is(IDLE))
        .waits("W1",                     REST.running())
        .rule ("C1", Candidacy::stand,   REST.running().not())
      .given(SETTLED.not())
        .waits("W2",                     CAMPAIGN.is(RUNNING))
        .rule ("C2", Candidacy::lead,    CAMPAIGN.is(OK))
        .rule ("C3", Candidacy::backOff, CAMPAIGN.is(FAILED), REJECTED.not())
        .rule ("C4", Candidacy::giveUp,  CAMPAIGN.is(FAILED), REJECTED)
      .build();

  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2), Duration.ofSeconds(10));

  private final Op<Leadership> campaign = op(CAMPAIGN);
  private final Timer rest = timer(REST);
  private final Transport transport;
  private final Candidate candidate;
  private @Nullable Coordinator coordinator;
  private Address address = new Address("not-yet", 0);
  private boolean settled;

  Candidacy(Transport transport, Candidate candidate) {
    this.transport = transport;
    this.candidate = candidate;
  }

  /// Begins to stand.
  ///
  /// @param self where it listens, which is also its name in the store
  void start(Pool in, Address self) {
    in.event("start", () -> {
      address = self;
      in.add(this);
    });
  }

  @Override
  protected Rules<Candidacy> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "candidacy";
  }

  /// How the cluster stands, as far as this process knows.
  Report report() {
    return coordinator()
        .map(leads -> CoordinatorReport.of(leads.status(), pool()))
        .orElseGet(() -> CoordinatorReport.standby(candidate.options().cluster(), pool()));
  }

  /// The coordinator, if this process leads.
  Optional<Coordinator> coordinator() {
    return Optional.ofNullable(coordinator);
  }

  private boolean rejected() {
    return campaign.status() == FAILED && campaign.failure() instanceof MetadataRefused;
  }

  private void stand() {
    candidate.store().campaign(address.toString(), campaign, campaign.begin());
  }

  private void lead() {
    settled = true;
    Leadership elected = campaign.value();
    try {
      coordinator = new Coordinator(pool(), transport, candidate.options(),
          new Coordinator.Mandate(elected, candidate.store(), candidate.death()));
      pool().add(new Recoveries(coordinator));
      LOG.info("coordinator of cluster '{}' at {} leads in term {}, after {} writes",
          candidate.options().cluster(), address, elected.term(), elected.writes());
    } catch (UnreadableRecord unreadable) {
      candidate.death().accept(String.valueOf(unreadable.getMessage()));
    }
  }

  private void backOff() {
    LOG.warn("cannot stand for election yet, and keeps trying: {}",
        campaign.failure().toString());
    campaign.reset();
    rest.backoff(BACKOFF);
  }

  private void giveUp() {
    settled = true;
    candidate.death().accept(String.valueOf(campaign.failure().getMessage()));
  }
}
