package dev.goalkeeper.bench.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Calls go on while nobody answers, and each is counted once.
class OpenLoopTest {
  private static final int PER_SECOND = 500;
  private static final int CALLS = 25 + 50;

  private static final OpenLoop.Plan PLAN =
      new OpenLoop.Plan(PER_SECOND, Duration.ofMillis(50), Duration.ofMillis(100));

  private final List<Consumer<String>> waiting = new ArrayList<>();
  private boolean dead;
  private int flushed;

  /// Nobody is answered from the moment on, until as many wait as will come.
  private final Target target = new Target() {
    @Override
    public void begin(Kind kind, int number, Consumer<String> ended) {
      if (!dead) {
        ended.accept("");
        return;
      }
      waiting.add(ended);
      if (waiting.size() == 2 * 50) {
        waiting.forEach(each -> each.accept(waiting.indexOf(each) == 0 ? "unknown" : ""));
      }
    }

    @Override
    public void flush() {
      flushed++;
    }

    @Override
    public void close() {}
  };

  @Test
  void callsAreDueWhetherOrNotAnybodyAnswers() {
    OpenLoop.Found found = OpenLoop.run(target, PLAN, () -> dead = true);

    long zero = found.zeroNanos();
    assertThat(found.writes().buckets(zero, Duration.ofMillis(50)))
        .extracting(Bucket::fromMillis).containsExactly(-50.0, 0.0, 50.0);
    assertThat(found.writes().buckets(zero, Duration.ofMillis(50)))
        .extracting(Bucket::count).containsExactly(25, 25, 25);
    assertThat(found.reads().failures()).containsOnlyKeys("unknown");
    assertThat(found.writes().failures()).isEmpty();
    assertThat(found.reads().buckets(zero, Duration.ofDays(1)).stream()
        .mapToInt(Bucket::count).sum()).isEqualTo(CALLS - 1);
    assertThat(flushed).isEqualTo(150);
  }

  /// The first that was due while nobody answered has waited for the last.
  @Test
  void waitIsAsLongAsNobodyAnswers() {
    OpenLoop.Found found = OpenLoop.run(target, PLAN, () -> dead = true);

    assertThat(found.writes().longestMillis(found.zeroNanos())).isGreaterThan(90);
    assertThat(found.writes().backMillis(found.zeroNanos())).isGreaterThan(90);
  }
}
