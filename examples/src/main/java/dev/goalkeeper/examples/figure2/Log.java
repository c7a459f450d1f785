package dev.goalkeeper.examples.figure2;

import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Wire;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// A log of some segments that a writer fills, and the backups of its cluster, which crash.
final class Log implements Scene {
  private static final int SEGMENTS = 4;
  private static final int SEGMENT_BYTES = 2_500;
  private static final int APPENDS = 10;
  private static final int BACKUPS = 3;
  private static final int CRASHES_MAX = 8;
  private static final Duration DETECTION_MAX = Duration.ofMillis(50);

  private final Stage stage;
  private final Pool pool;
  private final Wire wire;
  private final Cell<List<Backup>> up = new Cell<>(List.of());
  private final List<Replica> replicas = new ArrayList<>();
  private final List<BackupServer> servers = new ArrayList<>();
  /// What some backup has held at some time, by segment.
  private final BitSet openedOnce = new BitSet();
  private final BitSet closedOnce = new BitSet();
  private boolean healed;

  Log(Stage stage, Duration storm) {
    this.stage = stage;
    this.pool = stage.pool("log");
    this.wire = new Wire(stage, 30, 20, 10);
    for (int i = 0; i < BACKUPS; i++) {
      enlist();
    }
    for (int i = 1; i <= SEGMENTS; i++) {
      replicas.add(new Replica(i, up));
      if (i > 1) {
        replicas.get(i - 2).before(replicas.get(i - 1));
      }
    }
    replicas.forEach(pool::add);
    for (int i = 0; i < APPENDS * SEGMENTS; i++) {
      int segment = i / APPENDS;
      Duration at = storm.dividedBy((long) APPENDS * SEGMENTS).multipliedBy(i);
      stage.later().after(at, () -> append(replicas.get(segment)));
    }
    for (int i = stage.chance().nextInt(CRASHES_MAX); i > 0; i--) {
      stage.later().after(stage.upTo(storm), this::crash);
    }
  }

  @Override
  public List<Pool> pools() {
    return List.of(pool);
  }

  @Override
  public void heal() {
    healed = true;
    wire.heal();
    servers.stream().filter(server -> !server.alive())
        .forEach(server -> pool.event(server.name() + " has crashed", () -> lose(server)));
  }

  @Override
  public void invariants() {
    for (int i = 0; i < SEGMENTS; i++) {
      Replica replica = replicas.get(i);
      if (replica.backup().present()) {
        BackupServer server = replica.backup().get().server();
        check(!server.alive() || server.held(i + 1).covers(replica.committed()),
            replica.name() + " calls committed what " + server.name() + " does not hold");
      }
      for (BackupServer server : servers) {
        Progress held = server.held(i + 1);
        check(!held.open() || i == 0 || openedOnce.get(i - 1),
            replica.name() + " was opened before the segment in front");
        check(held.bytes() == 0 || i == 0 || closedOnce.get(i - 1),
            replica.name() + " sent data before the segment in front was closed");
        check(!held.closed() || i == SEGMENTS - 1 || openedOnce.get(i + 1),
            replica.name() + " sent its footer before the segment behind was open");
        openedOnce.set(i, openedOnce.get(i) || held.open());
        closedOnce.set(i, closedOnce.get(i) || held.closed());
      }
    }
  }

  @Override
  public void atTheEnd() {
    for (Replica replica : replicas) {
      BackupServer server = replica.backup().get().server();
      check(server.alive() && server.held(replica.segment()).equals(replica.queued().get()),
          replica.name() + " is not whole on a backup that is up");
    }
  }

  private void append(Replica replica) {
    pool.event("append", () -> {
      int bytes = replica.queued().get().bytes() + SEGMENT_BYTES / APPENDS;
      replica.queued().set(new Progress(true, bytes, bytes == SEGMENT_BYTES));
    });
  }

  private void enlist() {
    var server = new BackupServer("backup " + (servers.size() + 1), wire);
    servers.add(server);
    pool.event("enlist " + server.name(), () -> {
      var backup = new Backup(server);
      pool.add(backup);
      var list = new ArrayList<>(up.get());
      list.add(backup);
      up.set(List.copyOf(list));
    });
  }

  /// Its crash is known some time after it, and a new one comes in its place.
  private void crash() {
    List<BackupServer> alive = servers.stream().filter(BackupServer::alive).toList();
    if (healed || alive.isEmpty()) {
      return;
    }
    BackupServer victim = alive.get(stage.chance().nextInt(alive.size()));
    victim.crash();
    stage.say().accept(victim.name() + " crashes");
    stage.later().after(stage.upTo(DETECTION_MAX), () -> {
      pool.event(victim.name() + " has crashed", () -> lose(victim));
      enlist();
    });
  }

  /// The paper's server failure: the event changes what is known, and decides nothing.
  private void lose(BackupServer victim) {
    up.get().stream().filter(each -> each.server() == victim)
        .forEach(each -> each.up().set(false));
    up.set(up.get().stream().filter(each -> each.server() != victim).toList());
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
