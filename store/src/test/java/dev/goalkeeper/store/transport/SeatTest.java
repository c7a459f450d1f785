package dev.goalkeeper.store.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who runs a loop that has no thread. A wake-up that is lost is a test that never ends.
@Timeout(60)
class SeatTest {
  private static final int TIMES = 200;

  private final Seat seat = new Seat();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneThreadAtATimeDrivesAndEachSeesWhatTheOneBeforeDid(boolean virtual) {
    Queue<CompletableFuture<Integer>> asked = new ConcurrentLinkedQueue<>();
    var loop = new Object() {
      private final ArrayDeque<CompletableFuture<Integer>> read = new ArrayDeque<>();
      private int answered;

      // Answers one turn late, the newest first, without a lock of its own.
      void turn() {
        while (!read.isEmpty()) {
          read.removeLast().complete(answered++);
        }
        for (var next = asked.poll(); next != null; next = asked.poll()) {
          read.add(next);
        }
      }
    };
    List<CompletableFuture<Boolean>> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(start(virtual, _ -> {
        for (int n = 0; n < 10 * TIMES; n++) {
          var end = new CompletableFuture<Integer>();
          asked.add(end);
          seat.await(end, loop::turn);
        }
        return true;
      }));
    }
    threads.forEach(Bounded::await);
    assertThat(loop.answered).isEqualTo(8 * 10 * TIMES);
  }

  @Test
  void sleeperIsWokenForTheSeat() {
    for (int i = 0; i < TIMES; i++) {
      var first = new CompletableFuture<Boolean>();
      var second = new CompletableFuture<Boolean>();
      var sleeper = new CompletableFuture<Thread>();
      var driving = new CompletableFuture<Boolean>();
      CompletableFuture<Boolean> leader = start(false, _ -> {
        seat.await(first, () -> {
          driving.complete(true);
          awaitSleep(sleeper.join());
          first.complete(true);
        });
        return true;
      });
      Bounded.await(driving);
      CompletableFuture<Boolean> follower = start(false, self -> {
        sleeper.complete(self);
        seat.await(second, () -> second.complete(true));
        return true;
      });
      Bounded.await(leader);
      Bounded.await(follower);
    }
  }

  @Test
  void sleeperIsWokenForItsEndWhileAnotherDrives() {
    var first = new CompletableFuture<Boolean>();
    var second = new CompletableFuture<Boolean>();
    var sleeper = new CompletableFuture<Thread>();
    var driving = new CompletableFuture<Boolean>();
    CompletableFuture<Boolean> leader = start(false, _ -> {
      seat.await(first, () -> driving.complete(true));
      return true;
    });
    Bounded.await(driving);
    CompletableFuture<Boolean> follower = start(false, self -> {
      sleeper.complete(self);
      seat.await(second, () -> {
        throw new AssertionError("it has no seat");
      });
      return true;
    });
    awaitSleep(Bounded.await(sleeper));
    second.complete(true);
    assertThat(Bounded.await(follower)).isTrue();
    first.complete(true);
    assertThat(Bounded.await(leader)).isTrue();
  }

  @Test
  void whoIsCalledToTheSeatAndHasNoUseForItCallsTheNext() {
    for (int i = 0; i < TIMES; i++) {
      var ends = new ArrayList<CompletableFuture<Boolean>>();
      var sleepers = new ArrayList<CompletableFuture<Thread>>();
      for (int k = 0; k < 3; k++) {
        ends.add(new CompletableFuture<>());
        sleepers.add(new CompletableFuture<>());
      }
      var driving = new CompletableFuture<Boolean>();
      List<CompletableFuture<Boolean>> threads = new ArrayList<>();
      threads.add(start(false, _ -> {
        seat.await(ends.getFirst(), () -> {
          driving.complete(true);
          awaitSleep(sleepers.get(1).join());
          awaitSleep(sleepers.get(2).join());
          // The head of those who sleep is woken for its end and for the seat at once.
          ends.getFirst().complete(true);
          ends.get(1).complete(true);
        });
        return true;
      }));
      Bounded.await(driving);
      for (int k = 1; k < 3; k++) {
        int number = k;
        threads.add(start(false, self -> {
          sleepers.get(number).complete(self);
          seat.await(ends.get(number), () -> ends.get(number).complete(true));
          return true;
        }));
        awaitSleep(Bounded.await(sleepers.get(k)));
      }
      threads.forEach(Bounded::await);
    }
  }

  @Test
  void interruptChangesNothingAndIsNotForgotten() {
    var first = new CompletableFuture<Boolean>();
    var second = new CompletableFuture<Boolean>();
    var sleeper = new CompletableFuture<Thread>();
    var driver = new CompletableFuture<Thread>();
    CompletableFuture<Boolean> leader = start(false, self -> {
      seat.await(first, () -> driver.complete(self));
      return Thread.interrupted();
    });
    Bounded.await(driver).interrupt();
    CompletableFuture<Boolean> follower = start(false, self -> {
      sleeper.complete(self);
      seat.await(second, () -> {
        throw new AssertionError("it has no seat");
      });
      return Thread.interrupted();
    });
    awaitSleep(Bounded.await(sleeper));
    Bounded.await(sleeper).interrupt();
    awaitSleep(Bounded.await(sleeper));
    second.complete(true);
    first.complete(true);
    assertThat(Bounded.await(leader)).isTrue();
    assertThat(Bounded.await(follower)).isTrue();
  }

  @Test
  void workOfTheLoopThatWaitsForTheLoopIsRefused() {
    var end = new CompletableFuture<Boolean>();
    assertThatThrownBy(() -> seat.await(end, () -> seat.await(end, () -> end.complete(true))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the loop's work waits for the loop");
    seat.await(end, () -> end.complete(true));
    assertThat(end).as("the seat is free again").isCompleted();
  }

  private static <R> CompletableFuture<R> start(boolean virtual, Function<Thread, R> work) {
    var end = new CompletableFuture<R>();
    Runnable whole = () -> {
      try {
        end.complete(work.apply(Thread.currentThread()));
      } catch (RuntimeException | Error failed) {
        end.completeExceptionally(failed);
      }
    };
    if (virtual) {
      Thread.ofVirtual().start(whole);
    } else {
      Thread.ofPlatform().daemon().start(whole);
    }
    return end;
  }

  /// Until the thread has nothing to do, which it says itself, or has come to its end.
  private static void awaitSleep(Thread thread) {
    Thread.State state = thread.getState();
    while (state != Thread.State.TERMINATED
        && (state != Thread.State.WAITING || thread.isInterrupted())) {
      state = thread.getState();
    }
  }
}
