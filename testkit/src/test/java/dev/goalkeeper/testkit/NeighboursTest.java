package dev.goalkeeper.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.Task;
import dev.goalkeeper.pools.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Tasks look at each other by links, groups, and links of links, while links turn and tasks come
/// and go at random: each of them has to be in the row that the fields say.
class NeighboursTest {
  private static final int STEPS = 60;
  private static final int CHANGES_MAX = 4;
  private static final int LIGHTS_MAX = 12;

  private final List<Light> lights = new ArrayList<>();

  @Seeds(to = 300)
  void everyTaskKnowsWhatItsNeighboursAre(long seed, SplittableRandom random) {
    SimulatedWorld world = World.simulated(seed);
    Pool pool = Pool.named("neighbours").world(world).build();
    for (int step = 0; step < STEPS; step++) {
      int changes = 1 + random.nextInt(CHANGES_MAX);
      pool.event("step " + step, () -> {
        for (int change = 0; change < changes; change++) {
          change(pool, random);
        }
      });
      world.run(Duration.ofMillis(1));
      lights.removeIf(light -> !pool.tasks().contains(light));
      lights.forEach(light -> assertThat(row(pool, light)).isEqualTo(light.expectedRow()));
    }
  }

  private void change(Pool pool, SplittableRandom random) {
    if (lights.isEmpty()) {
      add(pool, new Light());
      return;
    }
    Light one = pick(random);
    Light two = pick(random);
    boolean both = pool.tasks().contains(one) && pool.tasks().contains(two);
    switch (random.nextInt(8)) {
      case 0 -> add(pool, new Light());
      case 1 -> own(one, pool);
      case 2 -> one.other().clear();
      case 3 -> remove(one, pool);
      case 4, 5 -> one.wanted().set(random.nextBoolean());
      default -> {
        if (both) {
          one.other().set(two);
        }
      }
    }
  }

  private void add(Pool pool, Light light) {
    if (lights.size() < LIGHTS_MAX) {
      lights.add(light);
      pool.add(light);
    }
  }

  private void own(Light owner, Pool pool) {
    if (lights.size() < LIGHTS_MAX && pool.tasks().contains(owner)) {
      var light = new Light();
      owner.own().add(light);
      lights.add(light);
    }
  }

  private void remove(Light light, Pool pool) {
    if (pool.tasks().contains(light)) {
      pool.retire(light);
    }
  }

  private Light pick(SplittableRandom random) {
    return lights.get(random.nextInt(lights.size()));
  }

  private static String row(Pool pool, Task<?> light) {
    String words = pool.explain(light);
    return words.replaceFirst("(?s).* is in Light (\\w+) .*", "$1");
  }
}
