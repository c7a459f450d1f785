package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.StoreIdentity;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Enlist;
import dev.goalkeeper.store.wire.GetTable;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Ping;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TakeTablet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// One seed of a whole cluster: coordinator, servers and a client, as they are in production, over
/// simulated seams. Operations run while messages get lost, processes are busy, and the server with
/// the last tablet of its table, the *spare*, dies and comes back; then everything heals, and each
/// thing that can go wrong with one server happens alone. In the end every key must be what its
/// history says, every list what is true, and every segment whole.
public final class ClusterSimulation {
  private static final String WORDS = "words";
  private static final String DOOMED = "doomed";
  private static final int SERVERS = 5;
  private static final String BULK = "bulk";
  private static final Workload.Size FEW = new Workload.Size(3, 1_200);
  private static final Workload.Size MANY = new Workload.Size(24, 1_200);

  /// With what is written here no server has memory for all of it that is dead.
  private static final Workload.Size LARGE = new Workload.Size(8, 6_000);

  private static final int OPERATIONS_PER_LARGE_KEY = 24;
  private static final int OPERATIONS_PER_KEY = 12;
  private static final int MASTERS_DYING = 3;
  private static final int OPERATIONS_PER_USER = 16;
  private static final int MOVES = 4;

  /// So many lost messages that every rule for them fires now and then; with more, healthy servers
  /// would be given up.
  private static final double CHANCE_MAX = 0.04;

  /// Of what the coordinator decides, so much gets lost, or comes late, in each seed: nothing is
  /// given up for that.
  private static final double RECORD_CHANCE = 0.01;

  /// While operations run, the client loses its connection to each server once, and each server is
  /// busy once.
  private static final long STORM_NANOS = Duration.ofMillis(20).toNanos();

  private static final List<Fault> FAULTS = List.of(
      Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.DELAY, Fault.CRASH, Fault.CONNECTION_LOST,
      Fault.PARTITION, Fault.BUSY, Fault.PAUSE, Fault.RECORD_LOST, Fault.RECORD_REPLY_LOST,
      Fault.RECORD_LATE, Fault.COORDINATOR_CRASH, Fault.DEPOSED, Fault.BIT_ROT);

  /// Requests of which each seed loses the first, or not.
  private static final List<Class<? extends Message>> FIRST_LOST = List.of(
      Enlist.class, TakeTablet.class, GetTable.class, PushMembership.class, Ping.class);

  private final Trial trial;
  private final SimulatedWorld world;
  private final RandomGenerator random;
  private final Faults faults;
  private final LinkFaults links;
  private final Oracles oracles;
  private final Interference interference;
  private final Cluster cluster;
  private final SimMetadata metadata;
  private final Succession succession;
  private final Hindrances hindrances;
  private final List<Workload> workloads = new ArrayList<>();
  private final Crowd crowd;
  private final Moves moves;
  private final Residents residents;
  private final GivenUp givenUp;

  private ClusterSimulation(Trial trial) {
    this.trial = trial;
    this.world = World.simulated(trial.seed());
    trial.preparation().accept(world);
    this.faults = new Faults(world::nanos, trial, FAULTS);
    this.random = world.random("scenario");
    this.links = new LinkFaults(world.random("links"), faults);
    this.oracles = new Oracles(world, faults);
    this.interference = new Interference(world);
    var network = new SimNetwork(world, links);
    network.detour(interference);
    network.observe(oracles);
    this.metadata = new SimMetadata(world, faults);
    metadata.observe(oracles.record());
    this.cluster = new Cluster(world, network, metadata, trial.crash());
    cluster.onReached(faults::tell);
    this.residents = new Residents(world, cluster, faults);
    this.succession = new Succession(world, cluster, faults, this::expect);
    this.givenUp = new GivenUp(world, cluster, residents, interference,
        new GivenUp.Stage(faults, this::expect));
    this.hindrances = new Hindrances(world, interference, metadata,
        new Hindrances.Victims(residents::dies, succession),
        trial.seed() * MASTERS_DYING);
    this.crowd = new Crowd(world, cluster);
    this.moves = new Moves(world, cluster);
    cluster.onClientLost(() -> {
      workloads.forEach(Workload::abandoned);
      crowd.abandoned();
      moves.abandoned();
    });
  }

  /// Runs one seed.
  ///
  /// @throws SimulationFailure if an answer is wrong, a rule throws, or a phase takes too long
  static SimulationReport run(Trial trial) {
    var simulation = new ClusterSimulation(trial);
    try {
      simulation.play();
    } catch (RuntimeException | AssertionError broken) { // whatever breaks is told with its seed
      throw new SimulationFailure(Simulation.CLUSTER, trial, broken);
    }
    return simulation.report();
  }

  private void play() {
    start();
    SimProcess.Machine spare = makeTables();
    storm(spare);
    heal();
    fill();
    Workload words = workloads.getFirst();
    var late = new LastMoments(world, cluster, interference, residents::busy, this::expect);
    new LostAnswers(world, cluster, interference, this::expect, words.table())
        .befall(() -> late.answersComeLate(words));
    new Wanderer(world, cluster, interference, residents::dies, this::expect)
        .befall(trial.seed());
    residents.allAreUp();
    cluster.untilNothingMoves();
    succession.dies(words, 1);
    givenUp.deathIsNoticed(spare);
    givenUp.givenUpWhileAlive(spare);
    succession.isDeposed(words, 1);
    metadata.unreliable(0);
    givenUp.enlistedLate();
    metadata.unreliable(RECORD_CHANCE);
    masterIsEstranged();
    new Rot(world, cluster, interference, faults)
        .befall(residents.any());
    var victims = new DroppedTables.Victims(residents, succession, metadata);
    new DroppedTables(world, cluster, interference, victims, this::expect)
        .befall(trial.seed());
    new Drained(world, cluster, interference, victims, this::expect)
        .befall(words, OPERATIONS_PER_KEY / MASTERS_DYING, trial.seed());
    mastersDie();
    var brimful = new Brimful(cluster, residents, this::expect, world.random("brimful"));
    workloads.forEach(Workload::memoryIsFull);
    brimful.befall();
    allStop();
    brimful.isEmptied();
    checkWhole();
    workloads.forEach(Workload::readAll);
    checkDisks();
    crowd.judge();
  }

  /// Servers come before their coordinator; one with the wrong name is sent away, and one whose
  /// disk is for other segments than the cluster's cannot serve.
  private void start() {
    for (Class<? extends Message> kind : FIRST_LOST) {
      if (random.nextBoolean()) {
        interference.lose(passage -> passage.is(kind));
      }
    }
    for (int i = 1; i <= SERVERS; i++) {
      residents.add(cluster.machine("server-" + i, Cluster.NAME));
    }
    SimProcess.Machine stranger = cluster.machine("stranger", "another");
    SimProcess.Machine misfit = cluster.machine("misfit", Cluster.NAME);
    FrameStore.open(misfit.disk(), new StoreIdentity(Cluster.NAME, Cluster.SEGMENT_BYTES * 2),
        misfit.options().diskBytes()).close();
    cluster.run(stranger);
    cluster.run(misfit);
    world.run(Duration.ofMillis(random.nextInt(500)));
    metadata.unreliable(RECORD_CHANCE);
    cluster.coordinators().start();
    SimProcess misled = cluster.coordinators().startMisled();
    residents.endsByItself(stranger);
    residents.endsByItself(misfit);
    cluster.until("who was misled ends", () -> !misled.alive());
  }

  /// Returns the machine of the spare.
  private SimProcess.Machine makeTables() {
    residents.allAreUp();
    Outcome.OfRead early = cluster.ask(client -> client.read(WORDS, Bytes.utf8("x")));
    expect(early instanceof Outcome.Refused, "there is no table yet: " + early);
    workloads.add(makeTable(WORDS, MANY, up -> up.subList(0, up.size() - 1)));
    Workload doomed = makeTable(DOOMED, FEW, up -> List.of(up.getLast()));
    workloads.add(doomed);
    doomed.begin(OPERATIONS_PER_KEY);
    cluster.until("the spare has served", doomed::idle);
    Address spare = doomed.table().tablets().getFirst().address();
    return residents.at(spare);
  }

  private Workload makeTable(
      String name, Workload.Size size, UnaryOperator<List<Member>> choice) {
    for (int attempt = 1; true; attempt++) {
      String called = name + "-" + attempt;
      residents.allAreUp();
      List<ServerId> owners = choice.apply(cluster.up()).stream().map(Member::id).toList();
      Outcome.OfTable made = cluster.ask(client -> client.createTable(called, owners));
      if (made instanceof Outcome.Served(Table table)) {
        return new Workload(world, cluster, table, crowd.told(), size);
      }
      expect(false, "table " + called + " is made: " + made);
    }
  }

  private void storm(SimProcess.Machine spare) {
    for (Fault fault : List.of(Fault.REQUEST_LOST, Fault.REPLY_LOST, Fault.DELAY)) {
      links.with(fault, random.nextDouble() * CHANCE_MAX);
    }
    workloads.getFirst().begin(OPERATIONS_PER_KEY);
    crowd.begin(workloads.getFirst().table().name(), OPERATIONS_PER_USER);
    for (SimProcess server : cluster.servers()) {
      world.schedule(random.nextLong(STORM_NANOS), () -> {
        if (faults.strikes(Fault.CONNECTION_LOST, true,
            () -> "of the client to " + server.address())) {
          cluster.clientTransport().lost(server.address());
        }
      });
      world.schedule(random.nextLong(STORM_NANOS), () -> residents.busy(server));
    }
    world.run(Duration.ofMillis(random.nextInt(60)));
    residents.kill(spare);
    world.run(Duration.ofMillis(random.nextInt(800)));
    cluster.run(spare);
    cluster.until("every operation ended", this::idle);
  }

  private void heal() {
    links.heal();
    residents.allAreUp();
  }

  /// Memory is written over several times, while nobody dies: all of it is done.
  private void fill() {
    Workload bulk = makeTable(BULK, LARGE, up -> up);
    workloads.add(bulk);
    bulk.begin(OPERATIONS_PER_LARGE_KEY);
    moves.begin(bulk.table().name(), MOVES);
    cluster.until("memory is written over", () -> bulk.idle() && moves.idle());
  }

  private void masterIsEstranged() {
    workloads.forEach(Workload::mastersMayDie);
    metadata.unreliable(0);
    residents.mayEnd(new Estrangement(world, cluster, interference, faults, this::expect)
        .befall(workloads.getFirst(), OPERATIONS_PER_KEY / MASTERS_DYING, trial.seed()));
    cluster.until("every operation ended", workloads.getFirst()::idle);
    residents.run();
    residents.allAreUp();
    workloads.forEach(Workload::readAll);
    metadata.unreliable(RECORD_CHANCE);
  }

  /// Each time another one, and each time something comes in the way of its recovery.
  private void mastersDie() {
    for (int round = 0; round < MASTERS_DYING; round++) {
      operate();
      List<SimProcess.Machine> owners = cluster.owners();
      SimProcess.Machine master = owners.get(random.nextInt(owners.size()));
      hindrances.next(master.address());
      residents.kill(master);
      cluster.until("every operation ended", this::idle);
      residents.run();
      recovered();
    }
  }

  /// Every process of the cluster ends at one moment, and all are started again.
  private void allStop() {
    operate();
    residents.allDie();
    succession.kill();
    cluster.until("every operation ended", this::idle);
    recovered();
  }

  private void operate() {
    Workload words = workloads.getFirst();
    Workload bulk = workloads.getLast();
    words.begin(OPERATIONS_PER_KEY / MASTERS_DYING);
    bulk.begin(OPERATIONS_PER_LARGE_KEY / MASTERS_DYING);
    crowd.begin(words.table().name(), OPERATIONS_PER_USER);
    moves.begin(words.table().name(), MOVES);
    world.run(Duration.ofMillis(random.nextInt(10)));
  }

  private void recovered() {
    residents.allAreUp();
    cluster.until("what they held is others' now",
        () -> cluster.members().stream().allMatch(Member::up));
    cluster.untilNothingMoves();
    workloads.forEach(Workload::readAll);
  }

  /// Nothing is left to do, and nobody died but those who had to.
  private void checkWhole() {
    succession.ended();
    cluster.until("no tablet is on its way", () -> metadata.records().byKey().values().stream()
        .noneMatch(record -> record.contains(" move ")));
    cluster.untilWhole();
    residents.checkDeaths(this::expect);
  }

  private void checkDisks() {
    var remains = new Remains();
    cluster.machines().forEach(machine -> remains.add(machine.disk()));
    workloads.forEach(workload -> workload.checkDisks(remains));
  }

  private boolean idle() {
    return crowd.idle() && moves.idle() && workloads.stream().allMatch(Workload::idle);
  }

  /// What holds unless a process was made to die in the middle of it.
  private void expect(boolean holds, String what) {
    if (!holds && !cluster.struck()) {
      throw new IllegalStateException(what);
    }
  }

  private SimulationReport report() {
    var firings = new Firings();
    cluster.processes().forEach(process -> firings.add(process.pool().firings()));
    long done = workloads.stream().mapToLong(Workload::done).sum();
    return new SimulationReport(trial.seed(), world.hash(), firings, faults.counts(),
        world.steps(), done, done, oracles.recoveries());
  }
}
