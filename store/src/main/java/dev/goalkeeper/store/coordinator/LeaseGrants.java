package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.membership.Leases;
import java.time.Duration;

/// When read leases may be granted, and until when those that were granted may last.
///
/// A leader that was deposed and does not know it goes on granting; so it grants only for a while
/// after it has last proved that it leads. A new leader has not seen those leases: it reckons with
/// the last that could have been granted.
///
/// All times are nanoseconds of this process's clock, read anew and not as of the turn: who is
/// stopped in the middle of a turn must not take the time before for now.
final class LeaseGrants {
  /// A leader grants no more so long after it has *asked* for the proof that it still leads.
  static final Duration PROOF = Duration.ofSeconds(1);

  private final World world;
  private final Decided decided;
  private final long leadsSinceNanos;

  LeaseGrants(World world, Decided decided) {
    this.world = world;
    this.decided = decided;
    this.leadsSinceNanos = world.nanos();
  }

  /// Whether a lease may be granted now. Proofs are made as they are needed, before it is too late.
  boolean mayGrant() {
    long now = world.nanos();
    if (!decided.ledWithin(PROOF.toNanos() / 4, now)) {
      decided.prove();
    }
    return decided.ledWithin(Leases.atMost(PROOF), now);
  }

  /// The end of a lease that is granted now, or was asked for before now.
  long endOfOneFromNow() {
    return world.nanos() + Leases.atLeast(Leases.LENGTH);
  }

  /// The end of the last lease that an earlier leader can have granted.
  long endOfEarlier() {
    return leadsSinceNanos + Leases.atLeast(PROOF.plus(Leases.LENGTH));
  }

  /// The end of the lease of a server that never had one.
  long none() {
    return world.nanos();
  }
}
