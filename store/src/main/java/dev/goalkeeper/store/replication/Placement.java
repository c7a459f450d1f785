package dev.goalkeeper.store.replication;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.CellClause;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.Timer;
import dev.goalkeeper.pools.TimerClause;
import dev.goalkeeper.store.membership.DomainWidth;
import dev.goalkeeper.store.membership.Members;
import dev.goalkeeper.store.membership.Peer;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Knows which backups a replica may be put on: up, not the master, no two replicas of a segment
/// nor the master in one failure domain, none that has just refused for want of room.
///
/// The domain is the widest kind of which the cluster has enough; see [DomainWidth].
final class Placement extends Task<Placement> {
  static final Clauses<Placement> C = Clauses.of(Placement.class);

  static final CellClause<Placement> AVOIDING = C.cell("avoiding");
  static final Input<Placement> MEMBERS = C.value("members");
  static final TimerClause<Placement> REST = C.timer("rest");
  static final Fact<Placement> STALE = C.fact("stale", Placement::stale, MEMBERS);

  static final Rules<Placement> RULES = C.rules()
      .given()
        .rule ("P1", Placement::update,  STALE)
      .given(STALE.not())
        .goal ("G0",                     AVOIDING.not())
        .waits("W1",                     AVOIDING, REST.running())
        .rule ("P2", Placement::forgive, AVOIDING, REST.running().not())
      .build();

  /// How long a backup that had no room is left alone: it may get room as soon as anything is
  /// freed.
  private static final Duration AVOIDANCE = Duration.ofMillis(250);

  /// How long a slow one is left alone: what makes a machine slow rarely ends within a second.
  private static final Duration SLOW_AVOIDANCE = Duration.ofSeconds(5);

  /// Draws of which the least used is taken: two already spread load far better than one.
  private static final int DRAWS = 2;

  /// Of so many servers all are looked at; of more, some are drawn, so that a choice costs as much
  /// among a thousand as among these.
  private static final int LOOKED_AT_MAX = 64;

  /// Of more servers, so many draws may meet none that may take it: then all are looked at.
  private static final int TRIES_MAX = 16;

  private final Cell<Boolean> avoiding = cell(AVOIDING, false);
  private final Timer rest = timer(REST);
  private final Cell<Long> changes = new Cell<>(0L);
  private final Map<ServerId, Long> avoidedUntil = new TreeMap<>();
  private final Map<ServerId, Integer> loads = new HashMap<>();
  private final List<Peer> eligible = new ArrayList<>();
  private final Members members;
  private final Member own;
  private final int replicas;
  private final RandomGenerator random;
  private DomainWidth width;
  private long applied;

  Placement(Members members, Member own, int replicas, RandomGenerator random) {
    this.members = members;
    this.own = own;
    this.replicas = replicas;
    this.random = random;
    this.width = widest();
    this.applied = members.changes().get();
    watch(MEMBERS, members.changes());
  }

  @Override
  protected Rules<Placement> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "placement";
  }

  /// Changes whenever a choice may be possible that was not before.
  Cell<Long> changes() {
    return changes;
  }

  /// The kind of failure domain in which no two replicas of a segment lie.
  DomainWidth width() {
    return width;
  }

  /// True if some backup may take another replica of the segment.
  boolean any(Segment segment) {
    List<Peer> up = members.up();
    for (int i = 0; i < up.size(); i++) {
      if (allowed(up.get(i), segment)) {
        return true;
      }
    }
    return false;
  }

  /// A backup for another replica of the segment; there must be one.
  Peer choose(Segment segment) {
    eligible.clear();
    if (members.up().size() > LOOKED_AT_MAX) {
      drawEligible(segment);
    }
    if (eligible.isEmpty()) {
      members.up().stream().filter(peer -> allowed(peer, segment)).forEach(eligible::add);
      spareSurrendered(segment);
    }
    Peer best = eligible.get(random.nextInt(eligible.size()));
    for (int draw = 1; draw < DRAWS; draw++) {
      Peer other = eligible.get(random.nextInt(eligible.size()));
      best = load(other) < load(best) ? other : best;
    }
    loads.merge(best.id(), 1, Integer::sum);
    return best;
  }

  /// Some that may take it, as if all had been looked at and these drawn; none if tries are over.
  private void drawEligible(Segment segment) {
    List<Peer> up = members.up();
    for (int tries = 0; tries < TRIES_MAX && eligible.size() < DRAWS; tries++) {
      Peer drawn = up.get(random.nextInt(up.size()));
      if (allowed(drawn, segment) && !segment.surrendered(drawn)) {
        eligible.add(drawn);
      }
    }
  }

  /// A backup that still keeps a replica which may be needed would drop it for the new one.
  private void spareSurrendered(Segment segment) {
    int others = 0;
    for (int i = 0; i < eligible.size(); i++) {
      others += segment.surrendered(eligible.get(i)) ? 0 : 1;
    }
    if (others > 0) {
      eligible.removeIf(segment::surrendered);
    }
  }

  /// A replica that was on this backup is there no more.
  void left(ServerId backup) {
    loads.merge(backup, -1, Integer::sum);
  }

  /// Leaves a backup without room alone for a while.
  void avoidFull(Peer peer) {
    avoid(peer, AVOIDANCE);
  }

  /// Leaves a backup that does not answer alone for a while.
  void avoidSlow(Peer peer) {
    avoid(peer, SLOW_AVOIDANCE);
  }

  private void avoid(Peer peer, Duration spell) {
    avoidedUntil.merge(peer.id(), pool().now() + spell.toNanos(), Math::max);
    avoiding.set(true);
    restUntilNext();
  }

  private void restUntilNext() {
    avoidedUntil.values().stream().min(Long::compare)
        .ifPresent(next -> rest.start(Duration.ofNanos(next - pool().now())));
  }

  private int load(Peer peer) {
    return loads.getOrDefault(peer.id(), 0);
  }

  private boolean allowed(Peer peer, Segment segment) {
    if (peer.id().equals(own.id()) || avoidedUntil.containsKey(peer.id())) {
      return false;
    }
    String domain = width.of(peer.member());
    if (domain.equals(width.of(own))) {
      return false;
    }
    for (int i = 0; i < segment.replicas().size(); i++) {
      Link<Peer> taken = segment.replicas().get(i).backup();
      if (taken.present() && domain.equals(width.of(taken.get().member()))) {
        return false;
      }
    }
    return true;
  }

  private boolean stale() {
    return applied != members.changes().get();
  }

  private void update() {
    applied = members.changes().get();
    width = widest();
    changes.set(changes.get() + 1);
  }

  private DomainWidth widest() {
    return DomainWidth.widest(members.up().stream().map(Peer::member).toList(), replicas);
  }

  private void forgive() {
    avoidedUntil.values().removeIf(until -> until <= pool().now());
    avoiding.set(!avoidedUntil.isEmpty());
    restUntilNext();
    changes.set(changes.get() + 1);
  }
}
