package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.FetchEntries;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.TakeInventory;
import dev.goalkeeper.store.wire.TakeTablet;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// What comes in the way of a recovery, on purpose: each of its messages gets lost, whoever it goes
/// to dies as it arrives, or the coordinator dies at some step of it.
final class Hindrances {
  /// The first of so many messages is hindered.
  private static final int MESSAGES = 3;

  /// As many answers as a replay tries until no replica of a segment is left.
  private static final int LOST_FETCHES = 2 * Cluster.REPLICAS;

  /// Longer than it takes until everybody knows of a death.
  private static final long NOTICED_NANOS = Duration.ofMillis(650).toNanos();

  /// Decisions that a recovery takes.
  private static final int WRITES = 6;

  /// Those below, and none at all.
  private static final int KINDS = 18;

  private final RandomGenerator random;
  private final SimulatedWorld world;
  private final Interference interference;
  private final Victims victims;
  private final SimMetadata metadata;
  private long number;

  /// Who can be made to die.
  ///
  /// @param server is told who is to die
  record Victims(Consumer<Address> server, Succession coordinator) {}

  /// @param first which of them comes first; so that a few seeds have all
  Hindrances(SimulatedWorld world, Interference interference, SimMetadata metadata,
      Victims victims, long first) {
    this.random = world.random("hindrances");
    this.world = world;
    this.interference = interference;
    this.metadata = metadata;
    this.victims = victims;
    this.number = first;
  }

  /// Prepares for the recovery of the server at that address, which dies next.
  void next(Address dead) {
    switch ((int) (number++ % KINDS)) {
      case 0 -> lose(TakeInventory.class, 1);
      case 1 -> lose(RecoverTablets.class, 1);
      case 2 -> lose(FetchEntries.class, 1);
      case 3 -> loseWhole();
      case 4 -> dies(TakeInventory.class, dead);
      case 5 -> dies(RecoverTablets.class, dead);
      case 6 -> dies(FetchEntries.class, dead);
      case 7 -> sourceDies();
      case 8 -> coordinatorDies(TakeInventory.class);
      case 9 -> coordinatorDies(RecoverTablets.class);
      case 10 -> coordinatorDies(Recovered.class);
      case 11 -> coordinatorDies(TakeTablet.class);
      case 12 -> coordinatorDiesAtAWrite();
      case 13 -> coordinatorIsDeposed(RecoverTablets.class);
      case 14 -> coordinatorIsDeposed(TakeTablet.class);
      case 15 -> masterDiesAtItsEpoch();
      case 16 -> heirDiesAsItIsDone();
      default -> { }
    }
  }

  /// Another master has lost an open replica by that death, and dies as it asks for its epoch to be
  /// recorded. That arrives when it is given up, and its recovery under way.
  private void masterDiesAtItsEpoch() {
    interference.delay(passage -> {
      if (!(passage.message() instanceof RecordEpoch request)) {
        return false;
      }
      world.schedule(0, () -> victims.server().accept(passage.from()));
      interference.lose(asked -> asked.message() instanceof TakeInventory take
          && take.master().equals(request.master()));
      return true;
    }, NOTICED_NANOS);
  }

  /// What it has recovered must be safe elsewhere as it says so, and is nobody else's yet.
  private void heirDiesAsItIsDone() {
    interference.delay(passage -> {
      boolean met = passage.is(Recovered.class);
      if (met) {
        world.schedule(0, () -> victims.server().accept(passage.from()));
      }
      return met;
    }, 0);
  }

  /// The message that it sends, or that is sent to it, is lost with it.
  private void coordinatorDies(Class<? extends Message> kind) {
    meet(kind, victims.coordinator()::kill);
  }

  private void coordinatorIsDeposed(Class<? extends Message> kind) {
    meet(kind, victims.coordinator()::depose);
  }

  private void meet(Class<? extends Message> kind, Runnable what) {
    int[] left = {1 + random.nextInt(MESSAGES)};
    interference.lose(passage -> {
      boolean met = passage.is(kind) && --left[0] == 0;
      if (met) {
        world.schedule(0, what);
      }
      return met;
    });
  }

  /// What it has decided is recorded, and it dies before it hears of that.
  private void coordinatorDiesAtAWrite() {
    metadata.at(1 + random.nextInt(WRITES), victims.coordinator()::kill);
  }

  /// Between the plan and its execution somebody dies from whom a part of the log would be read,
  /// and it is known.
  private void sourceDies() {
    interference.delay(passage -> {
      Optional<Address> source = passage.message() instanceof RecoverTablets request
          ? source(request, passage.to()) : Optional.empty();
      source.ifPresent(who -> world.schedule(0, () -> victims.server().accept(who)));
      return source.isPresent();
    }, NOTICED_NANOS);
  }

  private Optional<Address> source(RecoverTablets request, Address heir) {
    return request.segments().stream()
        .map(segment -> metadata.address(segment.replicas().getFirst().backup()))
        .filter(address -> !address.equals(heir))
        .findFirst();
  }

  /// Of one segment a replay can read no replica.
  private void loseWhole() {
    Set<String> chosen = new HashSet<>();
    for (int i = 0; i < LOST_FETCHES; i++) {
      interference.lose(passage -> passage.message() instanceof FetchEntries fetch
          && isFirst(chosen, passage.from() + " " + fetch.replica().segment()));
    }
  }

  private static boolean isFirst(Set<String> chosen, String name) {
    return chosen.isEmpty() ? chosen.add(name) : chosen.contains(name);
  }

  private void lose(Class<? extends Message> kind, int times) {
    for (int i = 0; i < times; i++) {
      interference.lose(passage -> passage.is(kind));
    }
  }

  /// Who gets one of the next such messages gets no more.
  private void dies(Class<? extends Message> kind, Address dead) {
    int[] left = {1 + random.nextInt(MESSAGES)};
    interference.lose(passage -> {
      boolean met = passage.is(kind) && !passage.to().equals(dead) && --left[0] == 0;
      if (met) {
        world.schedule(0, () -> victims.server().accept(passage.to()));
      }
      return met;
    });
  }
}
