package dev.goalkeeper.store.coordinator;

import dev.goalkeeper.store.metadata.Change;
import dev.goalkeeper.store.wire.Member;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.TableId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// The cluster as the coordinator has decided that it be: what the record holds, or will hold once
/// the [Journal] is through. Decisions are taken by this; what the tasks, and others, go by is what
/// is recorded, and follows in the same order.
///
/// Whoever decides changes what it has to, and ends with [#record].
final class Decided {
  static final String CLUSTER = "cluster";

  private final Journal journal;
  private final NavigableMap<ServerId, ServerRecord> servers = new TreeMap<>();
  private final NavigableMap<TableId, TableRecord> tables = new TreeMap<>();
  private Counters counters = Counters.NONE;
  private ClientBlocks clients = ClientBlocks.NONE;
  private Map<String, Change> changes = new LinkedHashMap<>();

  private Decided(Journal journal) {
    this.journal = journal;
  }

  /// What earlier coordinators have recorded.
  ///
  /// @throws UnreadableRecord if this one cannot go on with it
  static Decided read(
      CoordinatorOptions options, SortedMap<String, String> records, Journal journal) {
    var decided = new Decided(journal);
    decided.found(options, records);
    records.forEach((key, value) -> decided.read(RecordText.read(key, value)));
    return decided;
  }

  /// The cluster is what it was when it began.
  private void found(CoordinatorOptions options, SortedMap<String, String> records) {
    String own = RecordText.begin()
        .append("name ").append(options.cluster()).append('\n')
        .append("replicas ").append(options.replicas()).append('\n')
        .append("segment-bytes ").append(options.segmentBytes()).append('\n')
        .append("mode ").append(options.mode().name().toLowerCase(Locale.ROOT)).append('\n')
        .toString();
    String recorded = records.get(CLUSTER);
    if (recorded == null) {
      note(new Change.Put(CLUSTER, own));
      record(() -> {});
    } else if (!recorded.equals(own)) {
      throw new UnreadableRecord(CLUSTER, "the cluster is '" + oneLine(recorded)
          + "', and this coordinator was started for '" + oneLine(own) + "'");
    }
  }

  private static String oneLine(String record) {
    return String.join(", ", record.lines().toList());
  }

  private void read(RecordText record) {
    String key = record.key();
    if (key.startsWith(ServerRecord.KEYS)) {
      ServerRecord server = ServerRecord.read(record);
      servers.put(server.member().id(), server);
    } else if (key.startsWith(TableRecord.KEYS)) {
      TableRecord before = tables.get(TableRecord.id(key));
      TableRecord table =
          TableRecord.read(record, before == null ? List.of() : before.tablets());
      tables.put(table.id(), table);
    } else if (key.equals(Counters.KEY)) {
      counters = Counters.read(record);
    } else if (key.equals(ClientBlocks.KEY)) {
      clients = ClientBlocks.read(record);
    } else if (!key.equals(CLUSTER)) {
      throw new UnreadableRecord(key, "this version knows no such record");
    }
  }

  Collection<ServerRecord> servers() {
    return servers.values();
  }

  Optional<ServerRecord> server(ServerId id) {
    return Optional.ofNullable(servers.get(id));
  }

  Collection<TableRecord> tables() {
    return tables.values();
  }

  /// The table of that name; one that was dropped has left it to others.
  Optional<TableRecord> table(String name) {
    return tables.values().stream()
        .filter(table -> table.name().equals(name) && !table.dropped()).findFirst();
  }

  /// Whether there is such a table, and it was not dropped.
  boolean serves(TableId id) {
    TableRecord known = tables.get(id);
    return known != null && !known.dropped();
  }

  TableRecord table(TableId id) {
    TableRecord known = tables.get(id);
    if (known == null) {
      throw new IllegalArgumentException("there is no table " + id);
    }
    return known;
  }

  Counters counters() {
    return counters;
  }

  ClientBlocks clients() {
    return clients;
  }

  /// Those are the ids that clients may have now.
  void changeClients(ClientBlocks blocks) {
    clients = blocks;
    note(blocks.put());
  }

  /// The server list.
  Membership list() {
    List<Member> members = servers.values().stream().map(ServerRecord::member).toList();
    return new Membership(counters.listVersion(), members);
  }

  /// That is how this server stands now.
  void changeServer(ServerRecord server) {
    servers.put(server.member().id(), server);
    note(server.put());
  }

  /// That server is listed no more.
  void remove(ServerId id) {
    servers.remove(id);
    note(new Change.Remove(ServerRecord.key(id)));
    count(before -> before.removed(id));
  }

  /// That is how this table stands now.
  void changeTable(TableRecord table) {
    tables.put(table.id(), table);
    table.put().forEach(this::note);
  }

  /// Nothing is left of that table.
  void remove(TableId id) {
    TableRecord removed = table(id);
    tables.remove(id);
    removed.remove().forEach(this::note);
  }

  /// Draws a number.
  Counters count(UnaryOperator<Counters> draw) {
    counters = draw.apply(counters);
    note(counters.put());
    return counters;
  }

  /// Whether it has been proved that this coordinator led at a moment that lies so short a time
  /// back.
  boolean ledWithin(long nanos, long nowNanos) {
    return journal.ledWithin(nanos, nowNanos);
  }

  /// Proves that this coordinator leads, unless something is being recorded, which proves it too.
  void prove() {
    if (journal.pending() == 0) {
      record(() -> {});
    }
  }

  /// Has all that was changed recorded at once.
  ///
  /// @param effect what others see of it, once it is recorded
  void record(Runnable effect) {
    Map<String, Change> made = changes;
    changes = new LinkedHashMap<>();
    journal.decide(made, effect);
  }

  private void note(Change change) {
    changes.put(change.key(), change);
  }
}
