package dev.goalkeeper.clustersim;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.store.metadata.Records;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Done;
import dev.goalkeeper.store.wire.BringTablet;
import dev.goalkeeper.store.wire.Enlisted;
import dev.goalkeeper.store.wire.Epoch;
import dev.goalkeeper.store.wire.ForgetTable;
import dev.goalkeeper.store.wire.LetGo;
import dev.goalkeeper.store.wire.Membership;
import dev.goalkeeper.store.wire.MembershipApplied;
import dev.goalkeeper.store.wire.Message;
import dev.goalkeeper.store.wire.PushMembership;
import dev.goalkeeper.store.wire.RecordEpoch;
import dev.goalkeeper.store.wire.RecoverTablets;
import dev.goalkeeper.store.wire.SegmentId;
import dev.goalkeeper.store.wire.ServerId;
import dev.goalkeeper.store.wire.Table;
import dev.goalkeeper.store.wire.TableId;
import dev.goalkeeper.store.wire.TakeInventory;
import dev.goalkeeper.store.wire.TakeTablet;
import dev.goalkeeper.store.wire.Tablet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether what a coordinator says is in the record, as it says it: ids, lists, deaths, epochs,
/// tablets and their owners, numbers of recoveries. And whether the lists that each server goes by
/// only rise.
///
/// It reads the records as a person would, and knows nothing of how they are written.
final class RecordOracle implements SimMetadata.Observer, SimNetwork.MessageObserver {
  private static final Pattern VERSION = Pattern.compile("(?m)^list-version (\\d+)$");
  private static final Pattern RECOVERY = Pattern.compile("(?m)^recovery (\\d+)$");
  private static final Pattern EPOCH = Pattern.compile("(?m)^epoch (\\d+)\\+(\\d+)$");
  private static final Pattern TABLET =
      Pattern.compile("(?m)^tablet (\\w+) (\\S+) tenure (\\d+)");
  private static final Pattern MOVE = Pattern.compile("(?m)(to|from) \\S+ move (\\d+)$");

  private final Map<String, String> seen = new HashMap<>();
  private final Set<String> everListed = new HashSet<>();
  private final Set<String> everCrashed = new HashSet<>();
  private final Set<String> everPlaced = new HashSet<>();
  private final Set<String> everMoving = new HashSet<>();
  private final Set<Long> everOpened = new HashSet<>();
  private final Set<Long> everDropped = new HashSet<>();
  private final Map<String, Epoch> epochs = new HashMap<>();
  private final Map<Long, Membership> lists = new HashMap<>();
  private final Map<Long, ServerId> recoveries = new HashMap<>();
  private final Map<ServerId, Address> identities = new TreeMap<>();
  private final Map<String, Long> applied = new HashMap<>();
  private final Set<String> recovered = new HashSet<>();
  private final SimulatedWorld world;
  private final Faults faults;
  private long version;
  private long recovery;

  /// @param faults is told of deaths and recoveries
  RecordOracle(SimulatedWorld world, Faults faults) {
    this.world = world;
    this.faults = faults;
  }

  /// How many servers have crashed, were recovered, and left the list.
  int recovered() {
    return recovered.size();
  }

  @Override
  public void changed(Records recorded) {
    recorded.byKey().forEach((key, value) -> {
      if (value.equals(seen.put(key, value))) {
        return;
      }
      if (key.startsWith("servers/")) {
        server(key.substring(key.indexOf('/') + 1), value);
      } else if (key.startsWith("tables/")) {
        table(key.substring(key.indexOf('/') + 1, key.lastIndexOf('/')), value);
      } else if (key.equals("counters")) {
        version = Math.max(version, number(VERSION, value));
        recovery = Math.max(recovery, number(RECOVERY, value));
      }
    });
    for (String id : everCrashed) {
      if (!recorded.byKey().containsKey("servers/" + id) && recovered.add(id)) {
        faults.tell(() -> "recovered is what " + id + " had");
      }
    }
  }

  private void server(String id, String value) {
    everListed.add(id);
    boolean wasCrashed = everCrashed.contains(id);
    boolean crashed = value.contains("\nstatus crashed\n");
    if (crashed && everCrashed.add(id)) {
      faults.tell(() -> "given up is " + id);
    }
    Matcher epoch = EPOCH.matcher(value);
    if (epoch.find()) {
      var raised = new Epoch(
          new SegmentId(Long.parseLong(epoch.group(1))), Integer.parseInt(epoch.group(2)));
      Epoch before = epochs.put(id, raised);
      if (wasCrashed && !(crashed && raised.equals(before))) {
        complain("the record of the dead changed: " + id + ", " + value);
      }
    }
  }

  private void table(String id, String value) {
    if (value.contains("\nopen yes\n")) {
      everOpened.add(Long.parseLong(id));
    }
    if (value.contains("\ndropped yes\n")) {
      everDropped.add(Long.parseLong(id));
    }
    Matcher tablets = TABLET.matcher(value);
    while (tablets.find()) {
      everPlaced.add(placed(
          id, tablets.group(1), tablets.group(2), Long.parseLong(tablets.group(3))));
    }
    Matcher moves = MOVE.matcher(value);
    while (moves.find()) {
      everMoving.add(moves.group(1) + moves.group(2));
    }
  }

  private static String placed(String table, String lastHash, String owner, long tenure) {
    return table + " to " + lastHash + " on " + owner + " in tenure " + tenure;
  }

  private static long number(Pattern pattern, String value) {
    Matcher found = pattern.matcher(value);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  @Override
  public void sent(Address from, Address to, Message message) {
    if (message instanceof MembershipApplied(long at)) {
      long before = applied.merge(from.toString(), at, Math::max);
      require(before == at, () -> "the list at " + from + " fell from " + before + " to " + at);
    } else if (from.equals(Cluster.COORDINATOR)) {
      said(to, message);
    }
  }

  private void said(Address to, Message message) {
    switch (message) {
      case Enlisted enlisted -> {
        require(everListed.contains(enlisted.id().toString()), () -> "id " + enlisted.id());
        Address known = identities.putIfAbsent(enlisted.id(), to);
        require(known == null || known.equals(to),
            () -> enlisted.id() + " is given to " + to + ", and was given to " + known);
        list(enlisted.membership());
      }
      case PushMembership push -> list(push.membership());
      case Membership list -> list(list);
      case TakeTablet take -> tablet(take);
      case TakeInventory take -> recovery(take.master(), take.recovery());
      case RecoverTablets recover -> recovery(recover.crashed(), recover.recovery());
      case BringTablet bring -> moving("to" + bring.number());
      case LetGo(long number) -> moving("from" + number);
      case ForgetTable(TableId table) -> require(everDropped.contains(table.value()),
          () -> "that table " + table + " is dropped");
      case Table table -> require(everOpened.contains(table.id().value()),
          () -> "that others may hear of table " + table.name());
      case Message other -> { }
    }
  }

  private void list(Membership list) {
    require(list.version() <= version,
        () -> "list " + list.version() + " (only " + version + ")");
    Membership known = lists.putIfAbsent(list.version(), list);
    require(known == null || known.equals(list),
        () -> "the only list of version " + list.version() + ": " + list + ", and before " + known);
    list.members().forEach(member -> require(
        (member.up() ? everListed : everCrashed).contains(member.id().toString()),
        () -> member.id() + " as " + member.status()));
  }

  @Override
  public Consumer<Message> arrived(SimTransport at, SimNetwork.Arrival request) {
    Address from = request.from();
    if (request.frame().message() instanceof RecordEpoch(ServerId master, Epoch epoch)) {
      return answer -> raised(master, epoch, answer);
    }
    return answer -> sent(at.address(), from, answer);
  }

  private void raised(ServerId master, Epoch epoch, Message answer) {
    Epoch recorded = epochs.getOrDefault(master.toString(), Epoch.NONE);
    require(!(answer instanceof Done) || recorded.compareTo(epoch) >= 0,
        () -> "epoch " + epoch + " of " + master + " (only " + recorded + ")");
  }

  private void tablet(TakeTablet take) {
    Tablet tablet = take.tablet();
    String placed = placed(tablet.table().toString(), "%016x".formatted(tablet.lastHash()),
        tablet.owner().toString(), tablet.tenure());
    require(everPlaced.contains(placed), () -> placed);
  }

  private void moving(String move) {
    require(everMoving.contains(move), () -> "the move of a tablet: " + move);
  }

  private void recovery(ServerId crashed, long number) {
    require(everCrashed.contains(crashed.toString()), () -> "that " + crashed + " has crashed");
    require(number <= recovery,
        () -> "recovery " + number + " (only " + recovery + ")");
    ServerId known = recoveries.putIfAbsent(number, crashed);
    require(known == null || known.equals(crashed),
        () -> "recovery " + number + " of " + crashed + ", and before of " + known);
  }

  /// The words are made only for what does not hold: it asks at every message.
  private void require(boolean holds, Supplier<String> what) {
    if (!holds) {
      complain("told, and not in the record: " + what.get());
    }
  }

  /// Not within a process, which would die of it and be all that is seen.
  private void complain(String what) {
    world.schedule(0, () -> {
      throw new AssertionError(what);
    });
  }
}
