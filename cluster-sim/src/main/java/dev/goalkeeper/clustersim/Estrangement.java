package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.Envelope;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Once;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.Read;
import dev.goalkeeper.store.wire.RenewLease;
import dev.goalkeeper.store.wire.Request;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// A master is stopped, or kept from its coordinator, for so long that it is given up; and all the
/// while somebody who does not care whose a key is asks it, and everybody else, what is there, and
/// in the end asks it for a write. What they answer is for [OneServes] to judge.
final class Estrangement {
  /// The keys are asked for so often that it shows when two serve one for a hundredth of a lease.
  private static final Duration QUESTIONS = Duration.ofMillis(3);

  /// Connections to it break so often: it is given up long before its lease is over.
  private static final Duration BREAKS = Duration.ofMillis(25);

  /// Until everybody has pinged somebody, and has told who did not answer.
  private static final Duration SUSPECTED = Duration.ofMillis(300);

  private static final long AFTERWARDS_NANOS_MAX = Duration.ofMillis(300).toNanos();
  /// How long the deposed coordinator does not hear that it is: longer than any lease of its.
  private static final Duration DEAF = Duration.ofSeconds(4);

  /// Where nobody writes meanwhile: other servers would tell the master that it was given up.
  private static final Set<Kind> QUIET =
      EnumSet.of(Kind.CUT_OFF, Kind.UNHEARD, Kind.LED_BY_THE_DEPOSED);

  /// By when other servers have found out that one is stopped, and the coordinator too. Alone it
  /// would need three times as long.
  private static final Duration NOTICED_MAX = Duration.ofSeconds(1);

  private static final Completion<Message> NOBODY = new Ignored();

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final Interference interference;
  private final Faults faults;
  private final RandomGenerator random;
  private final LastMoments.Expectation expect;
  private boolean goesOn;
  private long stoppedNanos;

  /// What befalls it.
  private enum Kind {
    STOPPED,
    /// It has asked for its lease just before, and has the answer when it goes on.
    STOPPED_WITH_LEASE_ON_ITS_WAY,
    /// Nothing passes between it and the coordinator.
    CUT_OFF,
    /// The coordinator does not reach it, and is reached.
    UNHEARD,
    /// It follows a coordinator that was deposed, and neither knows.
    LED_BY_THE_DEPOSED
  }

  private static final class Ignored implements Completion<Message> {
    @Override
    public void complete(long token, Message answer) {}

    @Override
    public void fail(long token, Throwable cause) {}
  }

  Estrangement(SimulatedWorld world, Cluster cluster, Interference interference, Faults faults,
      LastMoments.Expectation expect) {
    this.world = world;
    this.cluster = cluster;
    this.interference = interference;
    this.faults = faults;
    this.expect = expect;
    this.random = world.random("estrangement");
  }

  /// Lets it happen to one of the masters of a table, until others serve what it had and it has
  /// ended.
  ///
  /// @param operationsPerKey that take place meanwhile, where that does not end it early
  /// @param number which kind of it, so that a few seeds have all
  /// @return where the master was
  Address befall(Workload words, int operationsPerKey, long number) {
    Table table = table(words);
    Address master = table.tablets().get(random.nextInt(table.tablets().size())).address();
    SimProcess process = cluster.servers().stream()
        .filter(server -> server.address().equals(master)).findFirst().orElseThrow();
    Kind kind = Kind.values()[(int) (number % Kind.values().length)];
    words.begin(QUIET.contains(kind) ? 0 : operationsPerKey);
    everybodySuspects();
    goesOn = true;
    Bytes own = keyAt(master, table);
    List<Bytes> keys = new ArrayList<>(keysAt(master, table, words));
    keys.add(own);
    SimTransport onlooker = cluster.onlooker();
    ask(onlooker, table, keys);
    begin(kind, process);
    cluster.until(master + " is given up, or has ended", () -> !process.alive() || !isUp(master));
    expect.accept(stoppedNanos == 0 || world.nanos() - stoppedNanos < NOTICED_MAX.toNanos(),
        "it was not noticed within " + NOTICED_MAX + " that " + master + " is stopped");
    cluster.until("others serve what it had", () -> table(words).tablets().stream()
        .noneMatch(tablet -> tablet.address().equals(master)));
    world.run(Duration.ofNanos(random.nextLong(AFTERWARDS_NANOS_MAX)));
    if (kind == Kind.LED_BY_THE_DEPOSED) {
      onlooker.call(master, Envelope.NONE,
          new Write(table.id(), own, Bytes.utf8("too late"), Condition.ALWAYS, Once.NONE,
              table.tablet(KeyHash.of(own)).tenure()),
          NOBODY, 0);
      world.run(SUSPECTED);
    }
    if (kind == Kind.UNHEARD) {
      cluster.until(master + " has found out by itself", () -> !process.alive());
    }
    interference.unblock();
    cluster.unbind();
    process.goOn();
    cluster.until(master + " has ended", () -> !process.alive());
    goesOn = false;
    return master;
  }

  /// Each server once does not hear another one, and nobody dies of it.
  private void everybodySuspects() {
    for (SimProcess server : cluster.servers()) {
      interference.lose(passage -> passage.is(Ping.class)
          && passage.from().equals(server.address()));
    }
    world.run(SUSPECTED);
  }

  private void begin(Kind kind, SimProcess process) {
    Address master = process.address();
    switch (kind) {
      case STOPPED -> stop(process);
      case STOPPED_WITH_LEASE_ON_ITS_WAY -> {
        interference.delay(passage -> {
          boolean met = passage.is(RenewLease.class) && passage.from().equals(master);
          if (met) {
            world.schedule(0, () -> stop(process));
          }
          return met;
        }, 0);
      }
      case CUT_OFF -> {
        faults.followed(Fault.PARTITION,
            () -> "nothing passes between " + master + " and the coordinator");
        interference.block(passage -> isBetween(passage, Cluster.COORDINATOR, master)
            || isBetween(passage, master, Cluster.COORDINATOR));
        breakConnections(master);
      }
      case UNHEARD -> {
        faults.followed(Fault.PARTITION, () -> "the coordinator does not reach " + master);
        interference.block(passage -> isBetween(passage, Cluster.COORDINATOR, master)
            && passage.message() instanceof Request);
        breakConnections(master);
      }
      case LED_BY_THE_DEPOSED -> follow(process);
    }
  }

  private void stop(SimProcess process) {
    faults.followed(Fault.PAUSE, () -> process.address() + " is stopped");
    stoppedNanos = world.nanos();
    process.stop();
  }

  /// It can ask the deposed one, which itself reaches nobody: others would tell it.
  private void follow(SimProcess process) {
    faults.followed(Fault.DEPOSED,
        () -> "the coordinator, which " + process.address() + " alone goes on to follow");
    SimProcess deposed = cluster.coordinators().depose(SimCoordinators.Deposition.ISOLATED, DEAF);
    cluster.bind(process.address(), deposed);
    breakConnections(process.address());
  }

  private static boolean isBetween(Interference.Passage passage, Address from, Address to) {
    return passage.from().equals(from) && passage.to().equals(to);
  }

  private void breakConnections(Address master) {
    if (goesOn) {
      cluster.coordinators().transport().lost(master);
      world.schedule(BREAKS.toNanos(), () -> breakConnections(master));
    }
  }

  private void ask(SimTransport onlooker, Table table, List<Bytes> keys) {
    if (goesOn) {
      Bytes key = keys.get(random.nextInt(keys.size()));
      for (SimProcess server : cluster.servers()) {
        onlooker.call(server.address(), Envelope.NONE, new Read(table.id(), key), NOBODY, 0);
      }
      world.schedule(QUESTIONS.toNanos(), () -> ask(onlooker, table, keys));
    }
  }

  /// A key that is nobody else's.
  private static Bytes keyAt(Address master, Table table) {
    return IntStream.iterate(1, number -> number + 1)
        .mapToObj(number -> Bytes.utf8("onlooker's " + number))
        .filter(key -> table.tablet(KeyHash.of(key)).address().equals(master))
        .findFirst().orElseThrow();
  }

  private static List<Bytes> keysAt(Address master, Table table, Workload words) {
    return words.histories().stream().map(KeyHistory::key)
        .filter(key -> table.tablet(KeyHash.of(key)).address().equals(master)).toList();
  }

  /// As it is served now.
  private Table table(Workload words) {
    return cluster.ask(client -> client.createTable(words.table().name(), List.of()))
        instanceof Outcome.Served(Table table) ? table : words.table();
  }

  private boolean isUp(Address address) {
    return cluster.members().stream()
        .anyMatch(member -> member.up() && member.address().equals(address));
  }
}
