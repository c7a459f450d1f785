package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.metadata.Batch;
import dev.goalkeeper.store.metadata.Deposed;
import dev.goalkeeper.store.metadata.Leadership;
import dev.goalkeeper.store.metadata.Records;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.ServerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The service behind the [SimMetadataStore]s of a simulated cluster: it holds the records, and
/// elects. A write takes a while, gets lost on its way there or back, or arrives after everybody
/// has given it up; a leader that dies, or is cut off, is replaced once its session is over.
public final class SimMetadata {
  /// A campaign goes wrong so much more often than a write, since there are few.
  private static final int CAMPAIGN_FACTOR = 20;

  private static final long TRIP_NANOS_MIN = Duration.ofNanos(100_000).toNanos();
  private static final long TRIP_NANOS_SPREAD = Duration.ofNanos(400_000).toNanos();

  /// How long the service waits for somebody of whom it hears nothing.
  static final Duration SESSION = Duration.ofMillis(400);

  /// Later than whoever writes waits for an answer.
  private static final Duration LATE = Duration.ofMillis(1_300);

  private final SimulatedWorld world;
  private final RandomGenerator random;
  private final Faults faults;
  private static final String ADDRESS = "address ";

  private final Records records = new Records();
  private final List<Candidate> waiting = new ArrayList<>();
  private Observer observer = recorded -> {};
  private Runnable atWrite = () -> {};
  private int writesUntil;
  private double chance;
  private @Nullable SimMetadataStore leader;

  private record Candidate(
      SimMetadataStore store, Completion<Leadership> done, long token) {}

  /// Looks at the records each time when they have changed.
  interface Observer {
    void changed(Records recorded);
  }

  SimMetadata(SimulatedWorld world, Faults faults) {
    this.world = world;
    this.random = world.random("metadata");
    this.faults = faults;
  }

  /// A service that nothing goes wrong with.
  public static SimMetadata reliable(SimulatedWorld world) {
    return new SimMetadata(world, Faults.none());
  }

  /// A door to it, for one coordinator.
  public SimMetadataStore open() {
    return open(Runnable::run);
  }

  /// @param process in which results come
  SimMetadataStore open(Executor process) {
    return new SimMetadataStore(this, process);
  }

  void observe(Observer chosen) {
    observer = chosen;
  }

  /// How often a write, or a campaign, goes wrong from now on.
  void unreliable(double often) {
    chance = often;
  }

  /// Something happens once, as soon as the write of that number from now on has taken effect.
  void at(int writes, Runnable what) {
    writesUntil = writes;
    atWrite = what;
  }

  /// Where the server of that id listened, by its record.
  Address address(ServerId server) {
    String record = records.byKey().getOrDefault("servers/" + server, "");
    return record.lines().filter(line -> line.startsWith(ADDRESS)).findFirst()
        .map(line -> Address.parse(line.substring(ADDRESS.length())))
        .orElseThrow(() -> new IllegalStateException("no record of " + server));
  }

  Records records() {
    return records;
  }

  /// Nothing is heard of that one: if that is still so when its session is over it leads no more.
  void silent(SimMetadataStore store) {
    world.schedule(SESSION.toNanos(), () -> {
      if (!store.reaches()) {
        leave(store);
      }
    });
  }

  void leave(SimMetadataStore store) {
    waiting.removeIf(candidate -> candidate.store() == store);
    if (leader == store) {
      leader = null;
      elect();
    }
  }

  boolean isLedByAnother(SimMetadataStore store) {
    return leader != null && leader != store;
  }

  void campaign(SimMetadataStore store, Completion<Leadership> done, long token) {
    if (strikes(Fault.RECORD_LOST, CAMPAIGN_FACTOR, "a campaign")) {
      world.schedule(trip(), () -> store.deliver(() -> done.fail(token, lost())));
      return;
    }
    world.schedule(trip(), () -> {
      if (store.reaches()) {
        waiting.add(new Candidate(store, done, token));
        leader = leader == store ? null : leader;
        elect();
      }
    });
  }

  void write(SimMetadataStore store, Batch batch, Completion<Long> done, long token) {
    long number = batch.number();
    if (strikes(Fault.RECORD_LOST, "write " + number)) {
      world.schedule(trip(), () -> store.deliver(() -> done.fail(token, lost())));
    } else if (strikes(Fault.RECORD_LATE, "write " + number)) {
      world.schedule(LATE.toNanos(), () -> arrive(store, batch, done, token));
    } else {
      world.schedule(trip(), () -> arrive(store, batch, done, token));
    }
  }

  private void arrive(SimMetadataStore store, Batch batch, Completion<Long> done, long token) {
    if (!store.reaches()) {
      return;
    }
    try {
      records.write(batch);
      observer.changed(records);
      if (--writesUntil == 0) {
        atWrite.run();
      }
    } catch (Deposed deposed) {
      world.schedule(trip(), () -> store.deliver(() -> done.fail(token, deposed)));
      return;
    }
    boolean told = !strikes(Fault.RECORD_REPLY_LOST, "write " + batch.number());
    world.schedule(trip(), () -> store.deliver(() -> {
      if (told) {
        done.complete(token, batch.number());
      } else {
        done.fail(token, lost());
      }
    }));
  }

  private void elect() {
    if (leader == null && !waiting.isEmpty()) {
      Candidate next = waiting.removeFirst();
      leader = next.store();
      Leadership elected = records.elect();
      world.schedule(trip(), () -> next.store().deliver(
          () -> next.done().complete(next.token(), elected)));
    }
  }

  private boolean strikes(Fault fault, String what) {
    return strikes(fault, 1, what);
  }

  private boolean strikes(Fault fault, int times, String what) {
    return faults.strikes(fault, random.nextDouble() < chance * times, () -> what);
  }

  private long trip() {
    return TRIP_NANOS_MIN + random.nextLong(TRIP_NANOS_SPREAD);
  }

  private static Exception lost() {
    return new IllegalStateException("the connection to the store is gone");
  }
}
