package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What has no test beside what it is about: nothing to do, and what comes too late.
class BadInputTest {
  private final Pool pool = Pool.named("manual").drivenBy(made -> () -> {}).build();

  @BeforeAll
  static void hush() {
    Scene.hush();
  }

  @Test
  void poolWithoutTasksRestsAndEnds() {
    assertThat(pool.runOnce(0)).isZero();
    assertThat(pool.nextDeadlineNanos()).isEqualTo(Long.MAX_VALUE);
    assertThat(Census.of(pool).tasks()).isZero();
    assertThat(pool.firings()).isEmpty();
    pool.close();
    assertThat(pool.runOnce(0)).isZero();
  }

  @Test
  void resultAfterTheEndIsDropped() {
    var caller = new Caller("caller", new Budget("calls", 1).common());
    caller.asked.set(true);
    pool.add(caller);
    pool.runOnce(0);
    pool.close();
    caller.call.complete(caller.token, "late");
    pool.runOnce(0);
    assertThat(caller.call.status()).isEqualTo(Status.RUNNING);
    assertThat(caller.ended).as("no rule ran").isEqualTo(Status.IDLE);
  }

  @Test
  void eventForATaskThatIsGoneChangesWhatItWritesAndWakesNobody() {
    var lamp = new Lamp("lamp");
    pool.add(lamp);
    pool.runOnce(0);
    pool.retire(lamp);
    pool.event("dusk", () -> lamp.wanted.set(true));
    assertThat(pool.runOnce(0)).isZero();
    assertThat(lamp.wanted.get()).isTrue();
    assertThat(lamp.lit).isFalse();
  }

  @Test
  void taskRetiredWhileItIsWokenDoesNotRun() {
    var lamp = new Lamp("lamp");
    pool.add(lamp);
    pool.runOnce(0);
    lamp.wanted.set(true);
    pool.retire(lamp);
    pool.runOnce(0);
    assertThat(lamp.lit).isFalse();
    assertThat(pool.tasks()).isEmpty();
  }

  @Test
  void witnessThatThrowsIsToldNoMoreAndThePoolGoesOn() {
    int[] told = new int[1];
    Pool seen = Pool.named("seen").drivenBy(made -> () -> {}).witness(new Witness() {
      @Override
      public void fires(Pool of, Task<?> task, Row<?> row, Supplier<String> cause) {
        told[0]++;
        throw new IllegalStateException("blind");
      }
    }).build();
    var lamp = new Lamp("lamp");
    lamp.wanted.set(true);
    seen.add(lamp);
    seen.runOnce(0);
    lamp.wanted.set(false);
    seen.runOnce(0);
    assertThat(seen.firings().get("Lamp")).containsEntry("L1", 1L).containsEntry("L2", 1L);
    assertThat(told[0]).isEqualTo(1);
  }
}
