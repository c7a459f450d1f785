package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.ScanCursor;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.DropTable;
import dev.goalkeeper.store.wire.ForgetTable;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A table that is dropped under those who use it, and made again under its name; and that one is
/// dropped while what a dead server had of it is brought to others. Nothing of the first is ever
/// read in the second, and nothing of either is left.
final class DroppedTables {
  private static final String NAME = "short-lived";
  private static final int KEYS = 12;

  /// The first of so many messages is hindered.
  private static final int MESSAGES = 3;

  /// Decisions until a table is forgotten.
  private static final int WRITES = 3;

  /// Those below, and none at all.
  private static final int KINDS = 9;

  /// So many deadlines of the client are far more than either takes.
  private static final int TRIES_MAX = 6;

  /// A tablet is given so much later than it was sent: after the table was dropped.
  private static final Duration LATE = Duration.ofSeconds(4);

  /// In that time a death is noticed, and a recovery begins.
  private static final long RECOVERY_NANOS_MAX = Duration.ofMillis(1_500).toNanos();

  private final SimulatedWorld world;
  private final Cluster cluster;
  private final Interference interference;
  private final Victims victims;
  private final LastMoments.Expectation expect;
  private final RandomGenerator random;
  private final List<Bytes> keys =
      IntStream.range(0, KEYS).mapToObj(i -> Bytes.utf8("key " + i)).toList();
  private @Nullable Address isolated;
  private int values;

  /// Who can be made to die, and when.
  record Victims(Residents servers, Succession coordinator, SimMetadata record) {}

  DroppedTables(SimulatedWorld world, Cluster cluster, Interference interference,
      Victims victims, LastMoments.Expectation expect) {
    this.world = world;
    this.cluster = cluster;
    this.interference = interference;
    this.victims = victims;
    this.expect = expect;
    this.random = world.random("dropped tables");
  }

  /// @param number of what comes in the way; so that a few seeds have all
  void befall(long number) {
    interference.delay(passage -> passage.message() instanceof TakeTablet take
        && take.tableName().equals(NAME), LATE.toNanos());
    long lateNanos = world.nanos() + LATE.toNanos();
    victims.servers().allAreUp();
    Table first = made();
    Cluster.Guest guest = cluster.guest();
    List<Outcome> before = settled(written(guest.client()));
    var _ = settled(read(guest.client()));
    ScanCursor cursor = scanned(ScanCursor.start());
    if (number % 2 == 0) {
      interference.lose(passage -> passage.is(Written.class)
          && passage.to().equals(guest.process().address()));
    }
    List<CompletionStage<? extends Outcome>> underWay = written(guest.client());
    world.run(Duration.ofNanos(random.nextLong(Duration.ofMillis(3).toNanos())));
    hinder((int) (number % KINDS), owner(first), guest.process().address());
    if (number % 3 == 0) {
      var _ = cluster.client().dropTable(NAME);
    } else {
      drop();
      afterIts(guest.client(), first);
    }
    Table second = another(first);
    isEmpty(guest.client(), cursor);
    List<Outcome> outcomes = settled(underWay);
    before.forEach(each -> again(guest.client(), each));
    outcomes.forEach(each -> again(guest.client(), each));
    isEmpty(guest.client(), cursor);
    reconnect();

    var _ = settled(written(guest.client()));
    victims.servers().dies(owner(second));
    world.run(Duration.ofNanos(random.nextLong(RECOVERY_NANOS_MAX)));
    drop();
    afterIts(guest.client(), second);
    victims.servers().allAreUp();
    if (world.nanos() < lateNanos) {
      world.run(Duration.ofNanos(lateNanos - world.nanos()));
    }
    nothingIsLeft();
    guest.process().crash();
  }

  /// Of the message in question, or of a decision.
  ///
  /// @param owner of one of its tablets
  /// @param client who has the table's map
  private void hinder(int kind, Address owner, Address client) {
    switch (kind) {
      case 0 -> lose(ForgetTable.class);
      case 1 -> meet(passage -> victims.servers().dies(passage.to()));
      case 2 -> meet(passage -> victims.coordinator().kill());
      case 3 -> meet(passage -> victims.coordinator().depose());
      case 4 -> victims.record()
          .at(1 + random.nextInt(WRITES), victims.coordinator()::kill);
      case 5 -> lose(DropTable.class);
      case 6 -> interference.delay(passage -> passage.is(ForgetTable.class), LATE.toNanos());
      case 7 -> isolate(owner, client);
      default -> { }
    }
  }

  private Address owner(Table table) {
    return table.tablets().get(random.nextInt(table.tablets().size())).address();
  }

  /// Nobody reaches a server but a client; so it is given up, and may still answer for a while.
  private void isolate(Address server, Address client) {
    isolated = server;
    interference.block(passage ->
        (passage.from().equals(server) && !passage.to().equals(client))
        || (passage.to().equals(server) && !passage.from().equals(client)));
  }

  private void reconnect() {
    Address server = isolated;
    if (server == null) {
      return;
    }
    isolated = null;
    SimProcess process = cluster.run(victims.servers().at(server));
    interference.unblock();
    victims.servers().mayEnd(server);
    cluster.until(server + " ends by itself", () -> !process.alive());
    cluster.run(victims.servers().at(server));
  }

  private void lose(Class<? extends Message> kind) {
    interference.lose(passage -> passage.is(kind));
  }

  /// Somebody dies as one of the next servers is told, and does not hear it.
  private void meet(Consumer<Interference.Passage> dies) {
    int[] left = {1 + random.nextInt(MESSAGES)};
    interference.lose(passage -> {
      boolean met = passage.is(ForgetTable.class) && --left[0] == 0;
      if (met) {
        world.schedule(0, () -> dies.accept(passage));
      }
      return met;
    });
  }

  /// Once that one is dropped.
  private Table another(Table first) {
    Table made = made();
    while (made.id().equals(first.id())) {
      drop();
      made = made();
    }
    return made;
  }

  private Table made() {
    Outcome.OfTable last = new Outcome.NotDone("not asked");
    for (int i = 0; i < TRIES_MAX; i++) {
      last = cluster.ask(client -> client.createTable(NAME));
      if (last instanceof Outcome.Served(Table table)) {
        return table;
      }
      expect.accept(!(last instanceof Outcome.Refused),
          "table " + NAME + " is made: " + last);
    }
    throw new IllegalStateException("every operation ended, but no table is made: " + last);
  }

  /// Whether it was done, if nobody tells, is seen by asking again.
  private void drop() {
    Outcome.OfDrop last = new Outcome.NotDone("not asked");
    for (int i = 0; i < TRIES_MAX; i++) {
      last = asked();
      if (last instanceof Outcome.Dropped || unknownTable(last)) {
        return;
      }
      expect.accept(!(last instanceof Outcome.Refused), "table is dropped: " + last);
    }
    throw new IllegalStateException("every operation ended, but not a drop: " + last);
  }

  private Outcome.OfDrop asked() {
    return cluster.ask(client -> client.dropTable(NAME));
  }

  /// Also who knows where it was, and has heard nothing, does not find it any more.
  private void afterIts(AsyncStoreClient client, Table dropped) {
    for (Outcome read : settled(read(client))) {
      expect.accept(!(read instanceof Outcome.Value) && !(read instanceof Outcome.Absent),
          "dropped is table " + dropped.id() + ", and is read: " + read);
    }
    Outcome written = settled(client.write(NAME, keys.getFirst(), value()));
    expect.accept(!(written instanceof Outcome.Written),
        "dropped is table " + dropped.id() + ", and it is written: " + written);
  }

  private void isEmpty(AsyncStoreClient client, ScanCursor cursor) {
    for (Outcome read : settled(read(client))) {
      expect.accept(!(read instanceof Outcome.Value),
          "dropped is a key, and the next table has it: " + read);
    }
    Outcome page = settled(client.scan(NAME, cursor));
    expect.accept(!(page instanceof Outcome.Scanned scanned && !scanned.objects().isEmpty()),
        "dropped is the table, and a scan goes on: " + page);
  }

  /// What nobody could tell of a mutation, nobody does now; least of all does anybody do it.
  private void again(AsyncStoreClient client, Outcome outcome) {
    if (outcome instanceof Outcome.Unknown unknown) {
      Outcome told = settled(client.retry(unknown));
      expect.accept(!(told instanceof Outcome.Written),
          "dropped is the table, and a mutation of it is done: " + told);
    }
  }

  private void nothingIsLeft() {
    for (SimProcess server : cluster.servers()) {
      Address address = server.address();
      cluster.until("nothing of what was dropped is left on " + address, () -> !server.alive()
          || (cluster.status(address).contains("\"leaving\":0,")
              && !cluster.status(address).contains(NAME)));
    }
  }

  private ScanCursor scanned(ScanCursor from) {
    return cluster.ask(client -> client.scan(NAME, from)) instanceof Outcome.Scanned scanned
        && !scanned.next().done() ? scanned.next() : from;
  }

  /// All at once, by the map that the client has.
  private List<CompletionStage<? extends Outcome>> read(AsyncStoreClient client) {
    List<CompletionStage<? extends Outcome>> stages = new ArrayList<>();
    keys.forEach(key -> stages.add(client.read(NAME, key)));
    return stages;
  }

  private List<CompletionStage<? extends Outcome>> written(AsyncStoreClient client) {
    List<CompletionStage<? extends Outcome>> stages = new ArrayList<>();
    keys.forEach(key -> stages.add(client.write(NAME, key, value())));
    return stages;
  }

  private Bytes value() {
    return Bytes.utf8("old " + ++values);
  }

  private List<Outcome> settled(List<CompletionStage<? extends Outcome>> stages) {
    return stages.stream().map(this::settled).toList();
  }

  private Outcome settled(CompletionStage<? extends Outcome> stage) {
    var asked = stage.toCompletableFuture();
    boolean[] over = {false};
    world.schedule(2 * Cluster.DEADLINE.toNanos(), () -> over[0] = true);
    cluster.answered(() -> asked.isDone() || over[0]);
    return asked.isDone() ? asked.join() : new Outcome.NotDone("the client is dead");
  }

  private static boolean unknownTable(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused
        && refused.reason() == Refusal.UNKNOWN_TABLE;
  }
}
