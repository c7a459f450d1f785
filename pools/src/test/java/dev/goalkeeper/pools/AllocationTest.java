package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A loop in a steady state allocates nothing, whether compiled or not: nothing in its way says
/// `new`. What is counted is this thread's alone, so what else the machine does is not in it. The
/// JVM charges a thread up to two thousand bytes in all as it swaps compiled code in and out; a
/// single object in each round of all tasks is more than what passes.
class AllocationTest {
  private static final ThreadMXBean THREADS =
      (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long OBJECT_BYTES_MIN = 16;
  private static final int ERRANDS = 64;
  private static final int ROUNDS = 1_000;

  /// Until rings and heaps have grown, classes are there, and tables are hot.
  private static final int ROUNDS_BEFORE = 200;

  private final Pool pool = Pool.named("steady").drivenBy(made -> () -> {}).build();
  private final List<Errand> errands = new ArrayList<>();
  private long now = pool.world().nanos();

  @Test
  void passesFiringsWakeUpsAndCompletionsAllocateNothing() {
    start(Lane.STANDARD);
    assertThatRoundsAllocateNothing();
  }

  @Test
  void lanesAllocateNothing() {
    start(new Lane("slow", 3));
    assertThatRoundsAllocateNothing();
  }

  @Test
  void theCountSeesASingleObject() {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    errands.add(new Errand(new Budget("calls", 1), Lane.STANDARD));
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isPositive();
  }

  private void assertThatRoundsAllocateNothing() {
    Runnable asking = this::ask;
    Runnable changing = this::changeMinds;
    long warmUp = THREADS.getCurrentThreadAllocatedBytes();
    rounds(ROUNDS_BEFORE, asking, changing);
    assertThat(THREADS.getCurrentThreadAllocatedBytes()).isGreaterThan(warmUp);
    long firings = firings();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    rounds(ROUNDS, asking, changing);
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;

    assertThat(firings() - firings).isEqualTo(3L * ERRANDS * ROUNDS);
    assertThat(Errand.RULES.decisions().compiled()).isTrue();
    assertThat(allocated).isLessThan(OBJECT_BYTES_MIN * ROUNDS);
  }

  /// @param lane of every other pair of errands
  private void start(Lane lane) {
    pool.runOnce(now);
    var budget = new Budget("calls", ERRANDS / 2);
    for (int i = 0; i < ERRANDS; i++) {
      errands.add(new Errand(budget, i % 4 < 2 ? Lane.STANDARD : lane));
    }
    for (int i = 0; i < ERRANDS; i += 2) {
      errands.get(i).other.set(errands.get(i + 1));
    }
    errands.forEach(pool::add);
    pool.runOnce(now);
  }

  /// Each errand is asked, waits for its peer and for a permit, calls, is answered, and rests.
  private void rounds(int count, Runnable asking, Runnable changing) {
    for (int round = 0; round < count; round++) {
      pool.event("ask", asking);
      pool.runOnce(now);
      for (int wave = 0; wave < 2; wave++) {
        answer();
        pool.runOnce(now);
      }
      now += Errand.PAUSE.toNanos();
      pool.runOnce(now);
      pool.event("change minds", changing);
    }
  }

  private void answer() {
    for (int i = 0; i < errands.size(); i++) {
      Errand errand = errands.get(i);
      if (errand.call.status() == Status.RUNNING) {
        errand.call.complete(errand.token, "from outside");
      }
    }
  }

  private long firings() {
    return pool.firings().getOrDefault("Errand", Map.of()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private void ask() {
    for (int i = 0; i < errands.size(); i++) {
      errands.get(i).asked.set(true);
    }
  }

  private void changeMinds() {
    for (int i = 0; i < errands.size(); i++) {
      errands.get(i).atOnce = !errands.get(i).atOnce;
    }
  }
}
