package dev.goalkeeper.clustersim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import dev.goalkeeper.store.metadata.MetadataContract;
import dev.goalkeeper.store.metadata.MetadataStore;
import java.time.Duration;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;

class SimMetadataTest extends MetadataContract {
  private static final int STEPS_MAX = 10_000;

  private final SimulatedWorld world = World.simulated(11);
  private final SimMetadata service = SimMetadata.reliable(world);

  @Override
  protected MetadataStore open() {
    return service.open();
  }

  @Override
  protected void loseAnswer(MetadataStore store, Runnable sending) {
    var door = (SimMetadataStore) store;
    SortedMap<String, String> before = service.records().byKey();
    sending.run();
    for (int i = 0; i < STEPS_MAX && service.records().byKey().equals(before); i++) {
      world.step();
    }
    assertThat(service.records().byKey()).isNotEqualTo(before);
    door.cutOff();
    world.run(Duration.ofMillis(1));
    door.reconnect();
  }

  @Override
  protected void expire(MetadataStore store) {
    var door = (SimMetadataStore) store;
    door.cutOff();
    world.run(SimMetadata.SESSION.plusMillis(1));
    door.reconnect();
  }

  @Override
  protected <T> T await(CompletableFuture<T> future) {
    for (int i = 0; i < STEPS_MAX && !future.isDone(); i++) {
      world.step();
    }
    assertThat(future).isDone();
    return future.join();
  }
}
