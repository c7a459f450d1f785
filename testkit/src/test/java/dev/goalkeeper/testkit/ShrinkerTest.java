package dev.goalkeeper.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
  private static final int RUNS_MAX = 200;

  /// Asks for forty losses and a crash; breaks if the 7th and the 31st loss and the crash happen.
  private static boolean breaks(Schedule schedule) {
    int lost = 0;
    for (int i = 1; i <= 40; i++) {
      boolean needed = i == 7 || i == 31;
      if (schedule.happens("lost", true) && needed) {
        lost++;
      }
    }
    boolean crashed = schedule.happens("crash", true);
    schedule.tell(() -> "the server dies");
    return crashed && lost == 2;
  }

  private static List<Incident> all() {
    var schedule = Schedule.drawn();
    assertThat(breaks(schedule)).isTrue();
    return schedule.happened();
  }

  @Test
  void whatIsNeededIsLeft() {
    Shrunk shrunk = Shrinker.shrink(all(), ShrinkerTest::breaks, RUNS_MAX);
    assertThat(shrunk.incidents()).isEqualTo("lost:7,lost:31,crash:1");
    assertThat(shrunk.smallest()).isTrue();
    assertThat(shrunk.lines()).hasSize(4).first().asString()
        .contains("3 of 41 incidents are needed");
    assertThat(shrunk.lines()).last().isEqualTo("  the server dies");
    assertThat(breaks(Schedule.only(Incident.parse(shrunk.incidents())))).isTrue();
  }

  @Test
  void withoutRunsLeftItTakesWhatThereIs() {
    Shrunk shrunk = Shrinker.shrink(all(), ShrinkerTest::breaks, 8);
    assertThat(shrunk.runs()).isEqualTo(8);
    assertThat(shrunk.smallest()).isFalse();
    assertThat(shrunk.schedule().happened()).hasSizeBetween(3, 41)
        .contains(new Incident("lost", 7), new Incident("lost", 31), new Incident("crash", 1));
    assertThat(shrunk.lines().getFirst()).contains("are enough, perhaps fewer (8 runs)");
  }

  @Test
  void whatFailsByItselfNeedsNothing() {
    Shrunk shrunk = Shrinker.shrink(all(), schedule -> true, RUNS_MAX);
    assertThat(shrunk.schedule().happened()).isEmpty();
    assertThat(shrunk.smallest()).isTrue();
  }

  @Test
  void whatDoesNotFailAgainIsSaidSo() {
    List<Incident> happened = all();
    assertThatThrownBy(() -> Shrinker.shrink(happened, schedule -> false, RUNS_MAX))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("does not fail again");
  }

  /// Any two incidents of a random many are found: no single one of them can go.
  @Seeds(to = 50)
  void anyPairIsFound(SplittableRandom random) {
    int count = 2 + random.nextInt(60);
    var incidents = new ArrayList<Incident>();
    for (int i = 1; i <= count; i++) {
      incidents.add(new Incident(random.nextBoolean() ? "a" : "b", i));
    }
    Incident one = incidents.get(random.nextInt(count));
    Incident other = incidents.get(random.nextInt(count));
    Shrunk shrunk = Shrinker.shrink(incidents, schedule -> {
      for (int i = 1; i <= count; i++) {
        schedule.happens("a", true);
        schedule.happens("b", true);
      }
      return schedule.happened().containsAll(List.of(one, other));
    }, 10_000);
    assertThat(shrunk.schedule().happened()).containsOnly(one, other);
    assertThat(shrunk.smallest()).isTrue();
  }

  @Test
  void anIncidentIsReadAsItIsWritten() {
    assertThat(Incident.parse("lost:12,crash-2:1")).hasToString("[lost:12, crash-2:1]");
    assertThat(Incident.parse("")).isEmpty();
    assertThatThrownBy(() -> Incident.parse("lost"))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("lost:12,crash:1");
    assertThatThrownBy(() -> new Incident("a:b", 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
