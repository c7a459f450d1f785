package dev.goalkeeper.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Alarm;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AlarmMetricsTest {
  /// Kept, so that it stays as quiet as it is made.
  private static final Logger LOG = Logger.getLogger("dev.goalkeeper.pools");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @BeforeAll
  static void hush() {
    LOG.setUseParentHandlers(false);
  }

  @Test
  void alarmsAreCountedByKind() {
    SimulatedWorld world = World.simulated(1);
    var alarms = new AlarmMetrics("lamps", Tags.of("host", "a"));
    alarms.bindTo(registry);
    Pool pool = Pool.named("lamps").world(world).alarms(alarms).build();
    var lamp = new Lamp();
    lamp.broken = true;
    pool.add(lamp);
    world.run(Duration.ofMillis(1));
    assertThat(alarms(Alarm.Kind.FAILED)).isZero();
    pool.event("dusk", () -> lamp.wanted.set(true));
    world.run(Duration.ofMillis(1));
    assertThat(alarms(Alarm.Kind.FAILED)).isEqualTo(1);
    assertThat(alarms(Alarm.Kind.HOT)).isZero();
  }

  @Test
  void everyKindIsThereFromTheStart() {
    new AlarmMetrics("lamps").bindTo(registry);
    assertThat(registry.getMeters()).hasSize(Alarm.Kind.values().length);
  }

  private double alarms(Alarm.Kind kind) {
    return registry.get("goalkeeper.pool.alarms")
        .tags("pool", "lamps", "host", "a", "kind", kind.name().toLowerCase(Locale.ROOT))
        .functionCounter().count();
  }
}
