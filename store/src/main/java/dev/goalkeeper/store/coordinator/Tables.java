package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Outage;
import dev.goalkeeper.store.wire.Recovered;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.TableList;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tables by name, and who serves their tablets.
public final class Tables {
  private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

  private final Pool pool;
  private final Calls calls;
  private final ServerList servers;
  private final Decided decided;
  private final int replicas;
  private final Drops drops;
  private final Map<String, ServedTable> tables = new LinkedHashMap<>();
  private final Cell<Long> changes = new Cell<>(0L);
  private Consumer<TableId> onDropped = table -> {};
  private Function<ServerId, String> prospect = crashed -> "others are about to take over";

  /// With the tables that are recorded; each tablet is given to its owner once more, and who is to
  /// forget one is told so.
  Tables(Pool pool, Calls calls, ServerList servers, Decided decided, int replicas) {
    this.pool = pool;
    this.calls = calls;
    this.servers = servers;
    this.decided = decided;
    this.replicas = replicas;
    this.drops = new Drops(pool, calls, servers, decided);
    decided.tables().stream().filter(TableRecord::dropped).forEach(drops::begin);
    decided.tables().stream().filter(table -> !table.dropped()).forEach(this::serve);
  }

  /// The tablets of a server, whether it has taken them already or not: table by table, in the
  /// order of their ranges. Of tables that are dropped, there are none.
  public List<TabletAssignment> of(ServerId owner) {
    return tables.values().stream()
        .filter(table -> decided.serves(table.id()))
        .flatMap(table -> table.assignments().stream())
        .filter(each -> each.tablet().owner().equals(owner))
        .toList();
  }

  List<Table> all() {
    return tables.values().stream().map(ServedTable::table).toList();
  }

  /// What there is, for those who know no name.
  TableList list() {
    return new TableList(all().stream().map(table ->
        new TableList.Line(table.id(), table.name(), table.tablets().size())).toList());
  }

  /// Answers with the table, as soon as it is complete. That there is none is said only by a
  /// coordinator that leads.
  void find(String name, Responder responder) {
    if (tables.containsKey(name)) {
      ask(name, responder);
    } else {
      decided.record(() -> ask(name, responder));
    }
  }

  private void ask(String name, Responder responder) {
    ServedTable known = tables.get(name);
    if (known == null) {
      responder.respond(new Refused(Refusal.UNKNOWN_TABLE, "there is no table '" + name + "'"));
    } else if (drops.goesOn(name)) {
      drops.then(name, () -> ask(name, responder));
    } else {
      known.ask(responder);
    }
  }

  /// Drops the table, and answers when nobody serves it any more. Its name is free at once; but
  /// nobody hears of another table of that name before.
  void drop(TableId id, Responder responder) {
    if (decided.serves(id)) {
      TableRecord table = decided.table(id).toBeForgotten();
      decided.changeTable(table);
      changed();
      decided.record(() -> end(table));
    }
    decided.record(() -> drops.of(id).ifPresentOrElse(
        drop -> drop.then(() -> responder.respond(new Done())),
        () -> responder.respond(new Done())));
  }

  private void end(TableRecord table) {
    ServedTable served = Objects.requireNonNull(tables.remove(table.name()));
    pool.retire(served);
    served.dropped();
    onDropped.accept(table.id());
    changed();
    drops.begin(table);
  }

  /// Of each segment; a master needs as many servers beside it.
  int replicas() {
    return replicas;
  }

  /// Rises when a tablet comes to another server, or there are more or fewer of them.
  Cell<Long> changes() {
    return changes;
  }

  void changed() {
    changes.set(changes.get() + 1);
  }

  /// Who has something to end when a table is recorded as dropped.
  void onDropped(Consumer<TableId> listener) {
    onDropped = listener;
  }

  /// Who knows what becomes of the tablets of a server that has crashed, in words.
  public void prospects(Function<ServerId, String> told) {
    prospect = told;
  }

  /// The owners that are down.
  List<Outage> outages(List<TabletAssignment> of) {
    return of.stream().map(TabletAssignment::owner).filter(owner -> !owner.up())
        .map(EnlistedServer::id).distinct().sorted().limit(Limits.OUTAGES_MAX)
        .map(owner -> new Outage(owner, prospect.apply(owner))).toList();
  }

  /// The names of those that are being dropped.
  List<String> dropping() {
    return drops.names();
  }

  /// Makes the table unless it is there, and answers as [#find] does.
  void create(CreateTable request, Responder responder) {
    Optional<TableRecord> known = decided.table(request.name());
    Optional<Refused> refused = known.isPresent()
        ? conflict(request, known.get()) : hindrance(request);
    if (refused.isPresent()) {
      decided.record(() -> responder.respond(refused.get()));
      return;
    }
    if (known.isEmpty()) {
      make(request);
    }
    decided.record(() -> ask(request.name(), responder));
  }

  /// Others may hear of the table from now on, and write to it.
  ///
  /// @param opened is run once that is recorded
  void open(TableId id, Runnable opened) {
    decided.changeTable(decided.table(id).opened());
    decided.record(opened);
  }

  /// The owner of tablets has crashed; they belong to another master from now on, which has all
  /// that they hold.
  ///
  /// @param by the recovery that brought them there
  /// @param at where in the log of that master they begin
  /// @param recorded is run once it is recorded of all of them
  public void reassign(List<TabletAssignment> some, EnlistedServer to, long by, Recovered at,
      Runnable recorded) {
    byTable(some).forEach((id, tablets) -> {
      if (decided.serves(id)) {
        move(id, tablets, to, by, at);
      }
    });
    decided.record(recorded);
  }

  private void move(TableId id, List<TabletAssignment> some, EnlistedServer to, long by,
      Recovered at) {
    List<Placed> placed = decided.table(id).tablets().stream().map(known ->
        some.stream().anyMatch(each -> each.tablet().lastHash() == known.lastHash())
            ? known.recoveredBy(to.id(), by, at) : known).toList();
    decided.changeTable(decided.table(id).with(placed));
    decided.record(() -> {
      some.forEach(each -> each.reassign(to, by, at));
      changed();
    });
  }

  /// Each of those tablets is divided into pieces of the same owner, as far as its table may have
  /// that many. Its owner has crashed, so that nobody has to hear of it but who recovers it.
  ///
  /// @param recorded is run once it is recorded of all of them
  public void divide(List<TabletAssignment> some, int pieces, Runnable recorded) {
    byTable(some).forEach((id, tablets) -> divide(decided.table(id), tablets, pieces));
    decided.record(recorded);
  }

  private void divide(TableRecord table, List<TabletAssignment> some, int pieces) {
    int room = (Limits.TABLETS_MAX - table.tablets().size()) / some.size();
    int each = Math.min(pieces, 1 + room);
    Map<Long, Placed> placed = new TreeMap<>(Long::compareUnsigned);
    table.tablets().forEach(known -> placed.put(known.lastHash(), known));
    for (TabletAssignment divided : some) {
      Placed whole =
          Objects.requireNonNull(placed.get(divided.tablet().lastHash()));
      List<Tablet> parts = divided.tablet().pieces(each);
      parts.forEach(
          piece -> placed.put(piece.lastHash(), whole.until(piece.lastHash()).settled()));
      long first = parts.getFirst().lastHash();
      placed.put(first, whole.until(first).ofTheDead());
    }
    decided.changeTable(table.with(List.copyOf(placed.values())));
    ServedTable served = Objects.requireNonNull(tables.get(table.name()));
    decided.record(() -> some.forEach(
        divided -> served.add(divided.divide(divided.tablet().pieces(each)))));
  }

  /// A tablet is divided at a hash of which it is decided; its master is told.
  ///
  /// @param divided the piece below, which is what it was
  void split(TabletAssignment divided, long hash) {
    changed();
    Tablet whole = divided.tablet();
    ServedTable served = tables.values().stream()
        .filter(each -> each.id().equals(whole.table())).findFirst().orElseThrow();
    served.add(divided.split(List.of(whole.within(whole.firstHash(), hash - 1),
        whole.within(hash, whole.lastHash()))));
  }

  /// The tablet that has that hash, as it is recorded.
  Optional<TabletAssignment> find(TableId table, long hash) {
    return tables.values().stream().flatMap(each -> each.assignments().stream())
        .filter(each -> each.tablet().table().equals(table) && each.tablet().contains(hash))
        .findFirst();
  }

  private static SortedMap<TableId, List<TabletAssignment>> byTable(List<TabletAssignment> all) {
    SortedMap<TableId, List<TabletAssignment>> sorted = new TreeMap<>();
    all.forEach(each ->
        sorted.computeIfAbsent(each.tablet().table(), id -> new ArrayList<>()).add(each));
    return sorted;
  }

  private static Optional<Refused> conflict(CreateTable request, TableRecord known) {
    List<ServerId> owners = known.owners();
    if (request.owners().isEmpty() || request.owners().equals(owners)
        || TableRecord.by(request.owners()) == known.made()) {
      return Optional.empty();
    }
    return refuse(Refusal.NAME_IN_USE,
        "table '" + request.name() + "' is there already, on " + owners);
  }

  private Optional<Refused> hindrance(CreateTable request) {
    if (decided.tables().size() >= Limits.TABLES_MAX) {
      return refuse(Refusal.BUSY,
          "there are " + Limits.TABLES_MAX + " tables, and there may be no more");
    }
    int up = servers.up().size();
    if (up <= replicas) {
      return refuse(Refusal.TOO_FEW_SERVERS,
          up + " servers are up; with " + replicas + " replicas a master needs as many beside it: "
              + "start " + (replicas + 1 - up) + " more");
    }
    for (ServerId owner : request.owners()) {
      if (servers.find(owner).filter(EnlistedServer::up).isEmpty()) {
        return refuse(Refusal.TOO_FEW_SERVERS, owner + " is not up and cannot serve a tablet");
      }
      if (servers.drained(owner)) {
        return refuse(Refusal.TOO_FEW_SERVERS, owner + " is being drained and gets no tablet");
      }
    }
    return Optional.empty();
  }

  private void make(CreateTable request) {
    List<ServerId> owners = request.owners().isEmpty()
        ? servers.heirs().stream().map(EnlistedServer::id).toList() : request.owners();
    TableId id = decided.count(Counters::nextTable).tableId();
    var table = new TableRecord(
        id, request.name(), TableRecord.by(request.owners()), false, false, split(owners));
    decided.changeTable(table);
    decided.record(() -> {
      serve(table);
      LOG.info("table '{}' is made, on {}", table.name(), table.owners());
    });
  }

  private void serve(TableRecord table) {
    Cell<Boolean> open = new Cell<>(table.open());
    List<TabletAssignment> assignments = new ArrayList<>();
    for (int i = 0; i < table.tablets().size(); i++) {
      Placed placed = table.tablets().get(i);
      EnlistedServer owner = owner(table, placed);
      var tablet = new Tablet(table.id(), table.firstHash(i), placed.lastHash(), owner.id(),
          owner.member().address(), placed.tenure());
      assignments.add(new TabletAssignment(calls, table.name(), tablet, owner, open)
          .since(placed));
    }
    var served = new ServedTable(this, table.id(), table.name(), open, assignments);
    tables.put(table.name(), served);
    pool.add(served);
    changed();
  }

  private EnlistedServer owner(TableRecord table, Placed placed) {
    return servers.find(placed.owner()).orElseThrow(() -> new UnreadableRecord(
        ServerRecord.key(placed.owner()), "it is not there, and table '" + table.name()
            + "' has a tablet on " + placed.owner()));
  }

  /// Divides the hashes evenly; the last tablet takes the rest.
  private static List<Placed> split(List<ServerId> owners) {
    int count = Math.min(owners.size(), Limits.TABLETS_MAX);
    long width = Long.divideUnsigned(Tablet.HASH_LAST, count);
    List<Placed> tablets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long last = i == count - 1 ? Tablet.HASH_LAST : (i + 1) * width - 1;
      tablets.add(Placed.fresh(last, owners.get(i)));
    }
    return tablets;
  }

  private static Optional<Refused> refuse(Refusal reason, String text) {
    return Optional.of(new Refused(reason, text));
  }
}
