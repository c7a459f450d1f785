package dev.goalkeeper.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What an operator of Prometheus sees.
class PrometheusTest {
  @Test
  void scrapeShowsThePool() {
    SimulatedWorld world = World.simulated(1);
    Pool pool = Pool.named("lamps").world(world).build();
    var lamp = new Lamp();
    pool.add(lamp);
    pool.event("dusk", () -> lamp.wanted.set(true));
    world.run(Duration.ofMillis(1));
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new PoolMetrics(pool, Tags.empty(), Runnable::run).bindTo(registry);
    world.run(Duration.ofMillis(500));

    assertThat(registry.scrape().lines())
        .contains(
            "goalkeeper_pool_up{pool=\"lamps\"} 1.0",
            "goalkeeper_pool_tasks{pool=\"lamps\",state=\"goal\"} 1.0",
            "goalkeeper_pool_tasks{pool=\"lamps\",state=\"active\"} 0.0",
            "goalkeeper_pool_firings_total{pool=\"lamps\",row=\"R\",table=\"Lamp\"} 1.0",
            "goalkeeper_pool_wakeups_healed_total{pool=\"lamps\"} 0.0",
            "goalkeeper_pool_view_age_seconds{pool=\"lamps\"} 0.5");
  }
}
