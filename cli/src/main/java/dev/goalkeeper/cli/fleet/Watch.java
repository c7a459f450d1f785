package dev.goalkeeper.cli.fleet;

import dev.goalkeeper.cli.console.Failed;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.ServerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Looks at masters of a fleet: what they say about their logs and their rules.
public final class Watch {
  private final StoreClient client;
  private final List<Fleet.Node> masters;

  public Watch(StoreClient client, List<Fleet.Node> masters) {
    this.client = client;
    this.masters = List.copyOf(masters);
  }

  /// What all of them say now.
  public View look() {
    var logs = new LinkedHashMap<ServerId, LogView>();
    for (Fleet.Node master : masters) {
      logs.put(master.id(), LogView.of(Json.parse(ask(master, Inspect.Kind.STATUS, "").json())));
    }
    return new View(logs);
  }

  /// How often each row of the Replica table has fired, on all of them together.
  public Map<String, Long> firings() {
    var sum = new TreeMap<String, Long>();
    for (Fleet.Node master : masters) {
      Json tables = Json.parse(ask(master, Inspect.Kind.FIRINGS, "").json());
      if (tables.has(ReplicaRules.TABLE)) {
        tables.at(ReplicaRules.TABLE).fields()
            .forEach((row, count) -> sum.merge(row, count.number(), Long::sum));
      }
    }
    return sum;
  }

  /// Why the segments that are not whole are not.
  public List<String> explain(View view) {
    var lines = new ArrayList<String>();
    for (Fleet.Node master : masters) {
      LogView log = view.logs().get(master.id());
      List<String> stuck = log == null ? List.of() : log.incomplete();
      for (String task : stuck) {
        lines.add(master.id() + ":");
        String text = ask(master, Inspect.Kind.EXPLAIN, task).text();
        text.lines().map("  "::concat).forEach(lines::add);
      }
    }
    return lines;
  }

  private Outcome.Inspected ask(Fleet.Node master, Inspect.Kind kind, String subject) {
    var answer = client.inspect(master.address(), new Inspect(kind, subject));
    return switch (answer) {
      case Outcome.Inspected said -> said;
      case Outcome.Refused(var reason, String text) ->
          throw new Failed(master.id() + " refuses to tell, " + reason + ": " + text);
      case Outcome.NotDone(String text) -> throw silent(master, text);
      case Outcome.Unknown(String text, var _) -> throw silent(master, text);
    };
  }

  private static Failed silent(Fleet.Node master, String why) {
    return new Failed(master.id() + " does not tell how it stands (" + why + "); see "
        + master.directory().resolve("log"));
  }

  /// The masters' logs at about one moment.
  public record View(Map<ServerId, LogView> logs) {
    /// Rolls of the head that has rolled least, of those masters.
    public long rolls(Collection<ServerId> masters) {
      return logs.entrySet().stream()
          .filter(each -> masters.contains(each.getKey()))
          .mapToLong(each -> each.getValue().rolls())
          .min()
          .orElse(0);
    }

    /// What all their logs hold.
    public long bytes() {
      return logs.values().stream().mapToLong(LogView::bytes).sum();
    }

    public long lost() {
      return logs.values().stream().mapToLong(LogView::lost).sum();
    }

    public long restored() {
      return logs.values().stream().mapToLong(LogView::restored).sum();
    }

    /// True once no replica is with those backups, and those that were are made anew.
    public boolean restoredFrom(Collection<ServerId> backups) {
      return lost() == restored() && logs.values().stream()
          .noneMatch(log -> backups.stream().anyMatch(backup -> log.uses(backup.toString())));
    }

    /// The same of one of them.
    public boolean restoredFrom(ServerId backup) {
      return restoredFrom(List.of(backup));
    }

    /// True if every segment has all its replicas, complete.
    public boolean whole() {
      return logs.values().stream().allMatch(LogView::whole);
    }
  }
}
