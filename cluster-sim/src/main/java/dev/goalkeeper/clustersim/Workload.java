package dev.goalkeeper.clustersim;

import dev.goalkeeper.clustersim.history.History;
import dev.goalkeeper.clustersim.history.RecordedClient;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.ScanCursor;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Condition;
import dev.goalkeeper.store.wire.KeyHash;
import dev.goalkeeper.store.wire.Page;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Operations on the keys of one table, and what is known of each key by their outcomes. Each key
/// has operations one after the other; keys do not wait for each other.
final class Workload {
  /// So many deadlines of the client are far more than a recovery takes.
  private static final int READS_MAX = 12;

  /// One part of so many of the keys is removed last, before what comes next befalls the cluster.
  private static final int LAST_REMOVED_PART = 3;

  /// Requests that a client had sent as it died have arrived by then.
  private static final long STRAGGLERS_NANOS = Duration.ofMillis(50).toNanos();

  private static final Outcome.Unknown ABANDONED = new Outcome.Unknown("the client died");

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final RandomGenerator random;
  private final Table table;
  private final Size size;
  private final History told;
  private final Map<ServerId, SimProcess> owners = new HashMap<>();
  private final List<KeyHistory> histories = new ArrayList<>();
  private final List<Flight> flights = new ArrayList<>();
  private int running;
  private boolean mastersMayDie;
  private long done;
  private long values;

  /// How large it is.
  ///
  /// @param valueBytesMax besides a number that no other value of the workload has
  record Size(int keys, int valueBytesMax) {}

  /// An operation under way.
  ///
  /// @param left how many come after it on its key
  /// @param unknown what is known of the key if no answer comes
  private record Flight(KeyHistory history, int left, Runnable unknown) {}

  /// @param table that was just made, each tablet on a live server
  Workload(SimulatedWorld world, Cluster cluster, Table table, History told, Size size) {
    this.world = world;
    this.size = size;
    this.cluster = cluster;
    this.told = told;
    this.random = world.random("workload on " + table.name());
    this.table = table;
    table.tablets().forEach(tablet -> cluster.servers().stream()
        .filter(server -> server.address().equals(tablet.address()))
        .forEach(server -> owners.put(tablet.owner(), server)));
    for (int i = 0; i < size.keys(); i++) {
      histories.add(new KeyHistory(Bytes.utf8(table.name() + " " + i)));
    }
  }

  Table table() {
    return table;
  }

  List<KeyHistory> histories() {
    return histories;
  }

  void begin(int operationsPerKey) {
    histories.forEach(history -> next(history, operationsPerKey));
  }

  boolean idle() {
    return running == 0;
  }

  /// Operations that have ended.
  long done() {
    return done;
  }

  /// The client has died, and there is another: what was under way may have been done, or not.
  void abandoned() {
    List<Flight> lost = List.copyOf(flights);
    flights.clear();
    for (Flight flight : lost) {
      flight.unknown().run();
      world.schedule(STRAGGLERS_NANOS, () -> {
        running--;
        next(flight.history(), flight.left());
      });
    }
  }

  /// The process that served a key as the table was made.
  SimProcess owner(KeyHistory history) {
    SimProcess owner = owners.get(table.tablet(KeyHash.of(history.key())).owner());
    if (owner == null) {
      throw new IllegalStateException("nobody was there to serve " + history.key());
    }
    return owner;
  }

  /// Masters may die from now on: an operation may not be done by its deadline.
  void mastersMayDie() {
    mastersMayDie = true;
  }

  /// From now on there may be no room for other values.
  void memoryIsFull() {
    histories.forEach(KeyHistory::memoryIsFull);
  }

  /// Reads every key: whoever serves it now has to know it. Then all of them in a scan, which has
  /// each of them once.
  void readAll() {
    readEach();
    Map<Bytes, List<Page.Line>> found = new HashMap<>();
    for (ScanCursor cursor = ScanCursor.start(); !cursor.done(); ) {
      Outcome.Scanned page = scan(cursor);
      page.objects().forEach(line ->
          found.computeIfAbsent(line.key(), _ -> new ArrayList<>()).add(line));
      cursor = page.next();
    }
    histories.forEach(
        history -> history.scanned(found.getOrDefault(history.key(), List.of())));
  }

  private Outcome.Scanned scan(ScanCursor cursor) {
    Outcome.OfScan last = new Outcome.NotDone("not asked");
    for (int i = 0; i < READS_MAX; i++) {
      last = cluster.ask(client -> client.scan(table.name(), cursor));
      if (last instanceof Outcome.Scanned scanned) {
        return scanned;
      }
    }
    throw new IllegalStateException("table " + table.name() + " is not scanned: " + last);
  }

  private void readEach() {
    for (KeyHistory history : histories) {
      Outcome.OfRead read = read(history);
      for (int i = 1; i < READS_MAX && !answered(read); i++) {
        read = read(history);
      }
      if (!answered(read)) {
        throw new IllegalStateException("key " + history.key() + " is not served: " + read);
      }
      history.read(read);
    }
  }

  private Outcome.OfRead read(KeyHistory history) {
    return cluster.ask(client -> recorded(client).read(history.key()));
  }

  private static boolean answered(Outcome.OfRead read) {
    return read instanceof Outcome.Value || read instanceof Outcome.Absent;
  }

  /// Objects if an acknowledged state of a key is on no disk.
  void checkDisks(Remains remains) {
    histories.forEach(history -> history.found(remains.of(table.id(), history.key())));
  }

  private void next(KeyHistory history, int left) {
    if (left == 0) {
      return;
    }
    running++;
    RecordedClient client = recorded(cluster.client());
    Bytes value = value();
    int kind = random.nextInt(8);
    if (kind < 2) {
      var flight = new Flight(history, left - 1, () -> history.read(ABANDONED));
      then(client.read(history.key()), flight, history::read);
    } else if (kind < 3 || (left == 1 && random.nextInt(LAST_REMOVED_PART) == 0)) {
      var flight = new Flight(history, left - 1, () -> history.removed(ABANDONED));
      then(client.remove(history.key(), Condition.ALWAYS), flight, history::removed);
    } else {
      Condition condition =
          kind < 5 ? history.condition(random.nextInt(4)) : Condition.ALWAYS;
      var flight =
          new Flight(history, left - 1, () -> history.wrote(value, condition, ABANDONED));
      CompletionStage<Outcome.OfWrite> write =
          client.write(history.key(), value, condition);
      then(write, flight, outcome -> history.wrote(value, condition, outcome));
    }
  }

  private RecordedClient recorded(AsyncStoreClient client) {
    return new RecordedClient(client, told, 0, table.name());
  }

  private Bytes value() {
    var bytes = new byte[Long.BYTES + random.nextInt(size.valueBytesMax())];
    random.nextBytes(bytes);
    ByteBuffer.wrap(bytes).putLong(++values);
    return Bytes.of(bytes);
  }

  private <O> void then(CompletionStage<O> stage, Flight flight, Consumer<O> check) {
    flights.add(flight);
    stage.thenAccept(outcome -> world.schedule(0, () -> {
      if (flights.remove(flight)) {
        running--;
        done++;
        check(outcome, flight.history());
        check.accept(outcome);
        next(flight.history(), flight.left());
      }
    }));
  }

  /// Time is long, and trying again is harmless as long as nothing was done.
  private void check(Object outcome, KeyHistory history) {
    if (!mastersMayDie && outcome instanceof Outcome.NotDone(String why)
        && owner(history).alive() && !cluster.struck()) {
      throw new IllegalStateException(
          "not done on key " + history.key() + ", whose master lives: " + why);
    }
  }
}
