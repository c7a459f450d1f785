package dev.goalkeeper.examples.raft;

import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Wire;
import dev.goalkeeper.pools.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Three servers, their disks, the way between them, and a client.
final class Trio implements Scene {
  private static final int SERVERS = 3;
  private static final int COMMANDS = 20;
  private static final int CRASHES = 6;
  private static final int CUTS = 4;
  private static final int NOBODY = -1;
  private static final Duration DOWN_MAX = Duration.ofMillis(200);
  private static final Duration CUT_MAX = Duration.ofMillis(400);

  private final Stage stage;
  private final Wire wire;
  private final List<Machine> machines = new ArrayList<>();
  private final Safety safety = new Safety();
  private boolean healed;
  private int cutOff = NOBODY;

  /// A disk, and the process that runs over it now, if any.
  private static final class Machine {
    private final int id;
    private final Disk disk;
    private final List<Running> running = new ArrayList<>(1);

    Machine(int id, Disk disk) {
      this.id = id;
      this.disk = disk;
    }
  }

  /// A process: its memory is gone when it is.
  private record Running(Pool pool, Server server) {}

  Trio(Stage stage, Duration storm) {
    this.stage = stage;
    this.wire = new Wire(stage, 20, 20, 10);
    for (int id = 0; id < SERVERS; id++) {
      machines.add(new Machine(id, new Disk(stage)));
    }
    machines.forEach(this::boot);
    for (int i = 0; i < COMMANDS; i++) {
      String command = "command " + i;
      stage.later().after(stage.upTo(storm), () -> propose(command));
    }
    for (int i = stage.chance().nextInt(CRASHES); i > 0; i--) {
      stage.later().after(stage.upTo(storm), this::crash);
    }
    for (int i = stage.chance().nextInt(CUTS); i > 0; i--) {
      stage.later().after(stage.upTo(storm), this::cut);
    }
  }

  @Override
  public List<Pool> pools() {
    return machines.stream().flatMap(each -> each.running.stream()).map(Running::pool).toList();
  }

  @Override
  public void heal() {
    healed = true;
    wire.heal();
    machines.forEach(machine -> machine.disk.heal());
    cutOff = NOBODY;
    machines.stream().filter(each -> each.running.isEmpty()).forEach(this::boot);
  }

  @Override
  public void invariants() {
    safety.check(machines.stream().flatMap(each -> each.running.stream())
        .map(each -> each.server().raft()).toList());
  }

  @Override
  public void atTheEnd() {
    long leaders = machines.stream().flatMap(each -> each.running.stream())
        .filter(each -> each.server().raft().role() == Role.LEADER).count();
    if (leaders != 1) {
      throw new IllegalStateException(leaders + " leaders when all is well");
    }
  }

  private void boot(Machine machine) {
    if (!machine.running.isEmpty()) {
      return;
    }
    Pool pool = stage.pool("server " + machine.id);
    List<Integer> others =
        IntStream.range(0, SERVERS).filter(id -> id != machine.id).boxed().toList();
    var raft = new Replica(machine.id, others, machine.disk.read());
    var server = new Server(raft, machine.disk, (to, message) -> send(machine.id, to, message));
    machine.running.add(new Running(pool, server));
    pool.add(server);
  }

  private void crash() {
    Machine victim = machines.get(stage.chance().nextInt(SERVERS));
    if (healed || victim.running.isEmpty()) {
      return;
    }
    stage.say().accept("server " + victim.id + " crashes");
    victim.running.removeFirst().pool().close();
    victim.disk.crash();
    stage.later().after(stage.upTo(DOWN_MAX), () -> boot(victim));
  }

  private void cut() {
    if (healed) {
      return;
    }
    cutOff = stage.chance().nextInt(SERVERS);
    stage.say().accept("server " + cutOff + " is cut off");
    stage.later().after(stage.upTo(CUT_MAX), () -> cutOff = NOBODY);
  }

  private void send(int from, int to, Message message) {
    wire.send(() -> {
      if (from != cutOff && to != cutOff) {
        machines.get(to).running.forEach(each -> each.pool().event("a message arrives", () -> {
          var more = new ArrayList<>(each.server().inbox().get());
          more.add(message);
          each.server().inbox().set(List.copyOf(more));
        }));
      }
    });
  }

  /// A client that asks everybody; whoever leads takes it.
  private void propose(String command) {
    for (Machine machine : machines) {
      machine.running.forEach(each -> each.pool().event("propose", () -> {
        if (each.server().raft().role() == Role.LEADER) {
          each.server().commands().set(List.of(command));
        }
      }));
    }
  }
}
