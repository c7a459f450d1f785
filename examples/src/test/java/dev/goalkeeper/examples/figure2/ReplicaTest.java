package dev.goalkeeper.examples.figure2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Wire;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What no log with three backups comes to.
class ReplicaTest {
  private static final Duration LONG = Duration.ofSeconds(1);

  private final SimulatedWorld world = World.simulated(1);
  private final Stage stage = Stage.simulated(world, line -> {});
  private final Pool pool = stage.pool("log");
  private final Cell<List<Backup>> up = new Cell<>(List.of());
  private final Replica replica = new Replica(1, up);
  private final List<String> fired = new ArrayList<>();

  @BeforeEach
  void addReplica() {
    world.watch((task, row) -> fired.add(row.name()));
    pool.add(replica);
    world.run(LONG);
  }

  @Test
  void replicaWaitsForTheFirstBackup() {
    assertThat(pool.explain(replica)).contains("W0 (waits)");
    enlist();
    assertThat(fired).containsExactly("R1", "R2", "R3");
  }

  @Test
  void segmentThatMayYetGrowOwesNoFooter() {
    enlist();
    pool.event("append", () -> replica.queued().set(new Progress(true, 500, false)));
    world.run(LONG);
    assertThat(fired).containsExactly("R1", "R2", "R3", "R4", "R5");
    assertThat(replica.atGoal()).isTrue();
  }

  private void enlist() {
    var wire = new Wire(stage, 0, 0, 0);
    pool.event("enlist", () -> {
      var backup = new Backup(new BackupServer("backup", wire));
      pool.add(backup);
      up.set(List.of(backup));
    });
    world.run(LONG);
  }
}
