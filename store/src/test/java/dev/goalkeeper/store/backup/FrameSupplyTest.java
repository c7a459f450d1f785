package dev.goalkeeper.store.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.storage.FrameStore;
import dev.goalkeeper.store.storage.RamDisk;
import dev.goalkeeper.store.storage.StoreIdentity;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameSupplyTest {
  private static final int SEGMENT_BYTES = 16 << 10;
  private static final long FILE_BYTES = 8L * (SEGMENT_BYTES + 8192);
  private static final int FILES_MAX = 9;

  private final SimulatedWorld world = World.simulated(1);
  private final Pool pool = Pool.named("backup").world(world).failStop(thrown -> {
    throw new AssertionError(thrown);
  }).build();
  private final RamDisk disk = new RamDisk();
  private final Queue<Runnable> making = new ArrayDeque<>();
  private FrameStore store;
  private FrameSupply supply;

  @BeforeEach
  void open() {
    store = FrameStore.open(
        disk, new StoreIdentity("test", SEGMENT_BYTES), FILES_MAX * FILE_BYTES, making::add);
    supply = new FrameSupply(store);
    pool.add(supply);
    supply.changed();
    making.remove().run();
  }

  @AfterEach
  void close() {
    making.forEach(Runnable::run);
    store.close();
  }

  @Test
  void afterAWhileOneFrameIsReadyForTwoInUse() {
    take(40);
    assertThat(filesMade()).as("just what is needed").isEqualTo(6);
    calm();
    assertThat(filesMade()).as("20 are wanted").isEqualTo(8);
    calm();
    assertThat(filesMade()).as("and not more").isEqualTo(8);
  }

  @Test
  void nothingIsMadeAheadWhileFramesAreBeingTaken() {
    take(39);
    for (int i = 0; i < 4; i++) {
      world.run(Duration.ofMillis(500));
      take(1);
    }
    makeAll();
    assertThat(filesMade()).isEqualTo(6);
  }

  @Test
  void nothingIsMadeBeyondTheLimit() {
    take(FILES_MAX * FrameStore.FRAMES_PER_FILE);
    calm();
    assertThat(filesMade()).isEqualTo(FILES_MAX);
  }

  @Test
  void aFullDiskIsTriedAgain() {
    take(40);
    disk.create("ballast", (14 << 20) + (850 << 10));
    calm();
    assertThat(filesMade()).isEqualTo(6);
    disk.delete("ballast");
    calm();
    assertThat(filesMade()).isEqualTo(8);
  }

  private void take(int frames) {
    for (int i = 0; i < frames; i++) {
      if (store.growing(0)) {
        makeAll();
      }
      var _ = store.allocate().orElseThrow();
      supply.changed();
    }
    makeAll();
  }

  private void calm() {
    for (int i = 0; i < 50; i++) {
      world.run(Duration.ofMillis(100));
      makeAll();
    }
  }

  private void makeAll() {
    while (!making.isEmpty()) {
      making.remove().run();
    }
  }

  private int filesMade() {
    return (int) disk.files().stream().filter(name -> name.startsWith("frames-")).count();
  }
}
