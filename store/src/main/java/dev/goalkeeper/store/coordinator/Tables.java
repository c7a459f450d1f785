package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.store.transport.Responder;
import dev.goalkeeper.store.wire.CreateTable;
import dev.goalkeeper.store.wire.Limits;
import dev.goalkeeper.store.wire.Refusal;
import dev.goalkeeper.store.wire.Refused;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.Tablet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tables by name, and who serves their tablets.
public final class Tables {
  /// Tables in one cluster: each costs a task, and a status lists them all.
  static final int TABLES_MAX = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

  private final Pool pool;
  private final Calls calls;
  private final ServerList servers;
  private final int replicas;
  private final Map<String, ServedTable> tables = new LinkedHashMap<>();

  Tables(Pool pool, Calls calls, ServerList servers, int replicas) {
    this.pool = pool;
    this.calls = calls;
    this.servers = servers;
    this.replicas = replicas;
  }

  /// The tablets of a server, whether it has taken them already or not.
  public List<TabletAssignment> of(ServerId owner) {
    return tables.values().stream()
        .flatMap(table -> table.assignments().stream())
        .filter(each -> each.tablet().owner().equals(owner))
        .toList();
  }

  List<Table> all() {
    return tables.values().stream().map(ServedTable::table).toList();
  }

  /// Answers with the table, as soon as it is complete.
  void find(String name, Responder responder) {
    ServedTable known = tables.get(name);
    if (known == null) {
      responder.respond(new Refused(Refusal.UNKNOWN_TABLE, "there is no table '" + name + "'"));
    } else {
      known.ask(responder);
    }
  }

  /// Makes the table unless it is there, and answers as [#find] does.
  void create(CreateTable request, Responder responder) {
    ServedTable known = tables.get(request.name());
    Optional<Refused> refused =
        known == null ? hindrance(request) : conflict(request, known.table());
    if (refused.isPresent()) {
      responder.respond(refused.get());
      return;
    }
    tables.computeIfAbsent(request.name(), name -> make(request)).ask(responder);
  }

  private static Optional<Refused> conflict(CreateTable request, Table known) {
    List<ServerId> owners = owners(known);
    if (request.owners().isEmpty() || request.owners().equals(owners)) {
      return Optional.empty();
    }
    return refuse(Refusal.NAME_IN_USE,
        "table '" + request.name() + "' is there already, on " + owners);
  }

  private Optional<Refused> hindrance(CreateTable request) {
    if (tables.size() >= TABLES_MAX) {
      return refuse(Refusal.BUSY, "there are " + TABLES_MAX + " tables, and there may be no more");
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
    }
    return Optional.empty();
  }

  private ServedTable make(CreateTable request) {
    List<EnlistedServer> owners = request.owners().isEmpty()
        ? servers.up()
        : request.owners().stream().map(id -> servers.find(id).orElseThrow()).toList();
    var table = new Table(new TableId(tables.size() + 1), request.name(),
        split(new TableId(tables.size() + 1), owners));
    List<TabletAssignment> assignments = new ArrayList<>();
    for (int i = 0; i < owners.size(); i++) {
      assignments.add(
          new TabletAssignment(calls, table.name(), table.tablets().get(i), owners.get(i)));
    }
    var served = new ServedTable(table.id(), table.name(), assignments);
    pool.add(served);
    LOG.info("table '{}' is made, on {}", table.name(), owners(table));
    return served;
  }

  /// Divides the hashes evenly; the last tablet takes the rest.
  private static List<Tablet> split(TableId table, List<EnlistedServer> owners) {
    int count = Math.min(owners.size(), Limits.TABLETS_MAX);
    long width = Long.divideUnsigned(Tablet.HASH_LAST, count);
    List<Tablet> tablets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      EnlistedServer owner = owners.get(i);
      long first = i * width;
      long last = i == count - 1 ? Tablet.HASH_LAST : first + width - 1;
      tablets.add(new Tablet(table, first, last, owner.id(), owner.member().address()));
    }
    return tablets;
  }

  private static List<ServerId> owners(Table table) {
    return table.tablets().stream().map(Tablet::owner).toList();
  }

  private static Optional<Refused> refuse(Refusal reason, String text) {
    return Optional.of(new Refused(reason, text));
  }
}
