package dev.goalkeeper.cli.chaos;

import dev.goalkeeper.cli.cluster.Readback;
import dev.goalkeeper.cli.cluster.Recorded;
import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Pause;
import dev.goalkeeper.cli.console.Terminal;
import dev.goalkeeper.clustersim.history.Action;
import dev.goalkeeper.clustersim.history.Answer;
import dev.goalkeeper.clustersim.history.History;
import dev.goalkeeper.clustersim.history.Judgement;
import dev.goalkeeper.clustersim.history.Operation;
import dev.goalkeeper.clustersim.history.RecordedClient;
import dev.goalkeeper.clustersim.history.Witness;
import dev.goalkeeper.store.client.AsyncStoreClient;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.fsck.Fsck;
import dev.goalkeeper.store.fsck.FsckReport;
import dev.goalkeeper.store.fsck.Journal;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Real processes, real clients, and a [Nemesis]: cycle after cycle something bad happens to a
/// machine while clients go on, then everything heals, every object is read, and all that clients
/// were told in the cycle has to be what one store may tell that does one thing at a time. In the
/// end a fresh client and `fsck` have to find all that was acknowledged in any cycle.
final class Chaos implements AutoCloseable {
  private static final int CLIENTS = 3;

  /// After a fault, clients that wait for a silent server have to find the next one.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration READ_MAX = Duration.ofSeconds(60);

  /// Tablets move to the living and stay there: a new table is on all servers again.
  private static final int CYCLES_PER_TABLE = 4;

  /// Of so many tables one is kept to the end; the others are dropped when the next is in use.
  private static final int TABLES_PER_KEPT = 4;

  private final Setting setting;
  private final Terminal terminal;
  private final Machines machines;
  private final Nemesis nemesis;
  private final StoreClient control;
  private final Steward steward;
  private final List<AsyncStoreClient> clients = new ArrayList<>();
  private final List<Journal.Line> acknowledged = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private final Map<TableId, String> tables = new HashMap<>();
  private String useless = "";
  private long dropped;
  private String tableName = "";
  private ChaosReport.Sums sums = ChaosReport.Sums.NONE;

  /// What is to be done, and where.
  ///
  /// @param proxied do with proxies, even if there is something better
  /// @param lasting no cycle begins after so long
  /// @param cyclesMax no more cycles than this
  record Setting(Machines.Plan plan, boolean proxied, long seed, Duration lasting, int cyclesMax,
      Path directory) {}

  /// Starts the processes.
  Chaos(Setting setting, Terminal terminal) {
    this.setting = setting;
    this.terminal = terminal;
    Network network = setting.proxied() ? new Proxies("")
        : Network.best(setting.plan().servers() + setting.plan().coordinators());
    terminal.say("Their network: " + network.told());
    this.machines = new Machines(setting.directory(), setting.plan(), network);
    ClientOptions all = ClientOptions.of(machines.addresses()).withDeadline(PATIENCE);
    this.control = StoreClient.connect(all);
    this.nemesis = new Nemesis(setting.seed(), machines, control);
    this.steward = new Steward(control, setting.seed());
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(AsyncStoreClient.connect(all));
    }
  }

  /// Goes through with it.
  ///
  /// @throws Failed if the cluster does not heal, or an object cannot be read
  ChaosReport run() {
    machines.heal(control);
    long began = System.nanoTime();
    for (int cycle = 1; cycle <= setting.cyclesMax() && complaints.isEmpty()
        && System.nanoTime() - began < setting.lasting().toNanos(); cycle++) {
      cycle(cycle);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Readback readback = readBack();
    machines.heal(control);
    long cleaned = machines.cleaned(control);
    terminal.say("Killing all processes; fsck reads their files");
    machines.killAll();
    FsckReport found = Fsck.check(machines.servers().stream().map(Machine::home).toList(),
        Journal.of(acknowledged), Recorded.in(machines.records()), setting.plan().replicas());
    return new ChaosReport(setting.seed(), took, sums, new ChaosReport.Upkeep(
        steward.done(), dropped, cleaned), nemesis.counts(), complaints, readback, found);
  }

  @Override
  public void close() {
    clients.forEach(AsyncStoreClient::close);
    control.close();
    machines.close();
  }

  private void cycle(int number) {
    if (number % CYCLES_PER_TABLE == 1) {
      begin("chaos" + number, number / CYCLES_PER_TABLE);
    }
    Table table = table();
    var history = new History();
    var shared = new SharedHistory(history);
    var users = new Users(shared, tableName, "c" + number + "-", setting.seed() + number);
    var shift = new Shift();
    Nemesis.Deed deed;
    Duration healing;
    try {
      users.join(shift, clients);
      steward.join(shift, tableName, useless);
      Pause.of(nemesis.rest());
      deed = nemesis.strike();
      Pause.of(deed.lasting());
      nemesis.relent(deed);
      healing = heal();
      Pause.of(nemesis.rest());
      shift.stop();
    } finally {
      shift.end();
    }
    if (!useless.isEmpty()) {
      dropped(useless);
      useless = "";
    }
    readAll(users, shared);
    Judgement judgement = Judgement.of(history, 1);
    complaints.addAll(judgement.complaints());
    history.byKey().values().forEach(key -> acknowledge(table, key));
    sums = sums.plus(history, judgement);
    terminal.say(String.format(Locale.ROOT,
        "cycle %d: %s for %.1f s; healed %.1f s later; %,d operations, %s", number, deed.told(),
        deed.lasting().toMillis() / 1e3, healing.toMillis() / 1e3, history.operations(),
        judgement.complaints().isEmpty() ? "every answer right" : "WRONG ANSWERS"));
    judgement.complaints().forEach(terminal::say);
  }

  /// Another table is used from now on.
  ///
  /// @param before how many there were
  private void begin(String name, int before) {
    if (before > 0 && (before - 1) % TABLES_PER_KEPT != 0) {
      useless = tableName;
    }
    tableName = name;
  }

  /// A table is gone for good when the cluster is healed, whatever came in between.
  private void dropped(String name) {
    Outcome.OfDrop outcome = control.dropTable(name);
    if (!(outcome instanceof Outcome.Dropped) && !unknown(outcome)) {
      complaints.add("table '" + name + "' cannot be dropped on a healed cluster: " + outcome);
    }
    Outcome.OfTable found = control.table(name);
    if (!unknown(found)) {
      complaints.add("table '" + name + "' was dropped, and is there: " + found);
    }
    dropped++;
    acknowledged.removeIf(line -> name.equals(tables.get(line.table())));
  }

  private static boolean unknown(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused
        && refused.reason() == Refusal.UNKNOWN_TABLE;
  }

  private Duration heal() {
    long began = System.nanoTime();
    machines.heal(control);
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private Table table() {
    if (control.createTable(tableName) instanceof Outcome.Served(Table served)) {
      tables.put(served.id(), tableName);
      return served;
    }
    throw new Failed("no table '" + tableName + "' can be made on a healed cluster");
  }

  /// Whoever serves them now has to know all objects, if only to say that they are gone. On a busy
  /// machine a server may be given up meanwhile, and leave.
  private void readAll(Users users, Witness witness) {
    var reader = new RecordedClient(clients.getFirst(), witness, 0, tableName);
    for (int i = 0; i < Users.KEYS; i++) {
      Bytes key = users.key(i);
      long deadline = System.nanoTime() + READ_MAX.toNanos();
      Outcome outcome = reader.read(key).toCompletableFuture().join();
      while (!(outcome instanceof Outcome.Value || outcome instanceof Outcome.Absent)) {
        if (System.nanoTime() > deadline) {
          throw new Failed("object " + key + " cannot be read on a healed cluster: " + outcome);
        }
        machines.restart();
        outcome = reader.read(key).toCompletableFuture().join();
      }
    }
  }

  /// Notes the newest state of a key that anybody was told, unless a removal may come to pass after
  /// it of which nobody knows.
  private void acknowledge(Table table, List<Operation> key) {
    boolean mayVanish = key.stream().anyMatch(each -> each.answer() instanceof Answer.Unknown
        && each.action() instanceof Action.Remove);
    if (mayVanish) {
      return;
    }
    Bytes name = Bytes.utf8(key.getFirst().key().substring(tableName.length() + 1));
    for (Operation each : key) {
      if (each.answer() instanceof Answer.Found(long version, long value)) {
        acknowledged.add(new Journal.Line(table.id(), name, version, value, false));
      } else if (each.answer() instanceof Answer.Took(long version)) {
        acknowledged.add(new Journal.Line(table.id(), name, version, 0, true));
      } else if (each.answer() instanceof Answer.Wrote(long version)) {
        long value = ((Action.Write) each.action()).value();
        acknowledged.add(new Journal.Line(table.id(), name, version, value, false));
      }
    }
  }

  /// A client that has done nothing yet reads everything.
  private Readback readBack() {
    long found = 0;
    long mismatched = 0;
    Collection<Journal.Line> newest = Journal.of(acknowledged).newest();
    ClientOptions options = ClientOptions.of(machines.addresses());
    try (StoreClient fresh = StoreClient.connect(options)) {
      for (Journal.Line line : newest) {
        Readback.Finding finding = Readback.Finding.of(
            line, fresh.read(tables.getOrDefault(line.table(), ""), line.key()));
        found += finding == Readback.Finding.FOUND ? 1 : 0;
        mismatched += finding == Readback.Finding.MISMATCHED ? 1 : 0;
      }
    }
    return new Readback(newest.size(), found, newest.size() - found - mismatched, mismatched);
  }
}
