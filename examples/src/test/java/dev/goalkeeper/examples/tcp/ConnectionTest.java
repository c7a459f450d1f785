package dev.goalkeeper.examples.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.SimulatedWorld;
import dev.goalkeeper.pools.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How much one end sends before the other has answered.
class ConnectionTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  private final SimulatedWorld world = World.simulated(1);
  private final Pool pool = Stage.simulated(world, line -> {}).pool("end");
  private final List<Segment> sent = new ArrayList<>();
  private final Connection connection = new Connection("end", sent::add);

  @BeforeEach
  void openAndWrite() {
    pool.add(connection);
    pool.event("open", () -> {
      connection.asked().set(true);
      connection.written().set("0123456789".repeat(10));
    });
    world.run(SHORT);
  }

  @Test
  void synGoesAlone() {
    assertThat(sent).singleElement().matches(Segment::syn);
  }

  @Test
  void synThatCrossesAnotherSynIsNoAnswerToIt() {
    arrives(new Segment(0, true, "", false, 0, false));
    assertThat(sent).allMatch(segment -> segment.text().isEmpty());
  }

  @Test
  void windowIsTheMostThatIsOnItsWay() {
    arrives(new Segment(0, true, "", false, 1, false));
    assertThat(onTheWay()).isEqualTo("0123456789".repeat(10).substring(0, 24));
    arrives(new Segment(1, false, "", false, 9, false));
    assertThat(onTheWay()).hasSize(32);
  }

  private String onTheWay() {
    return sent.stream().map(Segment::text).reduce("", String::concat);
  }

  private void arrives(Segment segment) {
    pool.event("a segment arrives", () -> connection.inbox().set(List.of(segment)));
    world.run(SHORT);
  }
}
