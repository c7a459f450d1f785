package dev.goalkeeper.pools;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Test;

/// The doors between threads, under Lincheck: each scene runs again and again, and every time the
/// threads take turns at other places. What it finds it prints as one interleaving.
///
/// Lincheck lets every thread see all that was written before. What a processor or a compiler may
/// delay is for [DoorsStress].
class DoorsTest {
  private static final int ROOM = 1;

  /// Stands still, so that no patience ends.
  private static final World CLOCK = World.simulated(1);

  /// Interleavings of a scene with a whole pool in it: enough to find what was planted in one.
  private static final int SCENES_OF_POOLS = 40;

  /// Interleavings of a scene with a single door in it.
  private static final int SCENES_OF_DOORS = 500;

  @Test
  void whatIsBroughtWhileAPoolTakesItsTurnIsNotOverlooked() {
    Lincheck.runConcurrentTest(SCENES_OF_POOLS, () -> {
      var door = new CalledPool();
      Caller caller = calling(door);
      var lamp = new Lamp("lamp");
      int[] events = new int[1];
      together(
          () -> {
            door.turnIfCalled();
            door.turnIfCalled();
          },
          () -> {
            door.pool.event("count", () -> events[0]++);
            door.pool.add(lamp);
          },
          () -> caller.call.complete(caller.token, "done"));
      door.turnWhileCalled();
      require(events[0] == 1, "an event was overlooked");
      require(lamp.record().atGoal(), "a task was overlooked");
      require(caller.ended == Status.OK, "a result was overlooked");
    });
  }

  @Test
  void whoAsksWhileAPoolClosesHearsOfIt() {
    Lincheck.runConcurrentTest(SCENES_OF_POOLS, () -> {
      var door = new CalledPool();
      List<Future<?>> answer = new ArrayList<>();
      together(
          () -> {
            door.turnIfCalled();
            door.turnIfCalled();
          },
          () -> answer.add(door.pool.query(() -> "seen")),
          door.pool::close);
      door.turnWhileCalled();
      require(answer.getFirst().isDone(), "a question was never answered");
    });
  }

  @Test
  void whoWaitsWhileAPoolClosesHearsOfIt() {
    Lincheck.runConcurrentTest(SCENES_OF_POOLS, () -> {
      var door = new CalledPool();
      var lamp = new Lamp("lamp");
      door.pool.add(lamp);
      door.turnWhileCalled();
      List<Future<?>> end = new ArrayList<>();
      together(
          () -> {
            door.turnIfCalled();
            door.turnIfCalled();
          },
          () -> end.add(door.pool.await(lamp, each -> each.lit)),
          door.pool::close);
      door.turnWhileCalled();
      require(end.getFirst().isDone(), "a wait never ended");
    });
  }

  @Test
  void whoReadsAViewMakesThePoolPublishALaterOne() {
    Lincheck.runConcurrentTest(SCENES_OF_POOLS, () -> {
      var door = new CalledPool();
      var lamp = new Lamp("lamp");
      door.pool.add(lamp);
      door.turnWhileCalled();
      List<Snapshot> read = new ArrayList<>();
      together(() -> {}, () -> door.pool.latest(lamp));
      together(door::turnIfCalled, () -> read.add(door.pool.latest(lamp)));
      door.turnWhileCalled();
      require(lamp.record().view().latest() != read.getFirst(), "a reader asked in vain");
    });
  }

  @Test
  void whatIsRefusedNeverHappensAndAllElseDoes() {
    Lincheck.runConcurrentTest(SCENES_OF_POOLS, () -> {
      var door = new CalledPool(ROOM);
      int[] happened = new int[1];
      var accepted = new AtomicInteger();
      var refused = new AtomicInteger();
      Runnable bring = () -> {
        try {
          door.pool.event("count", () -> happened[0]++);
          accepted.incrementAndGet();
        } catch (InboxFullException full) {
          refused.incrementAndGet();
        }
        require(door.pool.inbox().waiting() <= ROOM, "more waits than may");
      };
      together(
          () -> {
            door.turnIfCalled();
            door.turnIfCalled();
          },
          bring,
          bring);
      door.turnWhileCalled();
      require(happened[0] == accepted.get(), "what was refused happened, or else did not");
      require(door.pool.inbox().equals(new Inbox(0, ROOM, refused.get())), "a wrong count");
      require(accepted.get() > 0, "an empty inbox refused");
    });
  }

  @Test
  void whoWaitsForRoomIsCalledWhenThereIs() {
    Lincheck.runConcurrentTest(SCENES_OF_DOORS, () -> {
      Turnstile places = full();
      Runnable pass = () -> {
        require(places.enter(Turnstile.FOR_EVER, CLOCK), "no room, and no end of patience");
        places.leave();
      };
      together(places::leave, pass, pass);
      require(places.inbox().equals(new Inbox(0, ROOM, 0)), "a place is missing");
    });
  }

  @Test
  void whoWaitsForRoomHearsOfTheEnd() {
    Lincheck.runConcurrentTest(SCENES_OF_DOORS, () -> {
      Turnstile places = full();
      Runnable wait =
          () -> require(!places.enter(Turnstile.FOR_EVER, CLOCK), "there was no room");
      together(places::close, wait, wait);
      require(places.inbox().refused() == 2, "somebody got in");
    });
  }

  @Test
  void whoLinesUpBeforeHeLooksIsNotOverlooked() {
    Lincheck.runConcurrentTest(SCENES_OF_DOORS, () -> line(true));
  }

  @Test
  void whoLinesUpAfterHeHasLookedIsOverlookedAndThatIsFound() {
    assertFound(() -> line(false), "somebody waits beside a free place");
  }

  @Test
  void whoIsCalledAndGoesCallsTheNext() {
    Lincheck.runConcurrentTest(SCENES_OF_DOORS, () -> impatience(true));
  }

  @Test
  void whoIsCalledAndGoesInSilenceIsFound() {
    assertFound(() -> impatience(false), "somebody waits beside a free place");
  }

  @Test
  void bellThatIsAnsweredBeforeTheBoxIsEmptiedOverlooksNothing() {
    Lincheck.runConcurrentTest(SCENES_OF_DOORS, () -> mailbox(true));
  }

  @Test
  void bellThatIsAnsweredAfterTheBoxIsEmptiedIsFound() {
    assertFound(() -> mailbox(false), "a letter was overlooked");
  }

  @Test
  void viewThatForgetsWhoAskedAfterPublishingIsFound() {
    assertFound(DoorsTest::lateView, "a reader asked in vain");
  }

  private static void mailbox(boolean answerFirst) {
    var box = new Mailbox(ROOM);
    var called = new AtomicBoolean();
    var opened = new AtomicInteger();
    Runnable turn = () -> {
      if (called.getAndSet(false)) {
        if (answerFirst) {
          box.answer();
        }
        empty(box);
        if (!answerFirst) {
          box.answer();
        }
      }
    };
    Runnable bring = () -> {
      box.post(Letter.of(opened::incrementAndGet));
      box.ring(() -> called.set(true));
    };
    bring.run();
    together(turn, bring);
    while (called.get()) {
      turn.run();
    }
    require(opened.get() == 2, "a letter was overlooked");
  }

  /// The one place becomes free while somebody comes.
  private static void line(boolean lineUpFirst) {
    Turnstile places = full();
    var waiter = new Thread();
    var in = new AtomicBoolean();
    Runnable come = () -> {
      if (lineUpFirst) {
        places.lineUp(waiter);
      }
      in.set(places.take());
      if (!lineUpFirst) {
        places.lineUp(waiter);
      }
    };
    together(places::leave, come);
    require(in.get() || !places.isInLine(waiter), "somebody waits beside a free place");
  }

  /// The one place becomes free while two come, and one of them goes again.
  private static void impatience(boolean callsTheNext) {
    Turnstile places = full();
    var waiter = new Thread();
    var goer = new Thread();
    Runnable comeAndGo = () -> {
      places.lineUp(goer);
      if (places.take()) {
        places.leave();
      }
      places.stepOut(goer, callsTheNext);
    };
    var in = new AtomicBoolean();
    Runnable come = () -> {
      places.lineUp(waiter);
      in.set(places.take());
    };
    together(places::leave, comeAndGo, come);
    require(in.get() || !places.isInLine(waiter), "somebody waits beside a free place");
  }

  private static Turnstile full() {
    var places = new Turnstile(ROOM);
    require(places.enter(0, CLOCK), "an empty inbox has room");
    return places;
  }

  private static void empty(Mailbox box) {
    Letter letter = box.poll();
    while (letter != null) {
      letter.open();
      letter = box.poll();
    }
  }

  private static void lateView() {
    var view = new LateView();
    var fresh = new Snapshot("lamp", "G0", true, "dark", 1);
    view.ask();
    var readFresh = new AtomicBoolean();
    var askedAnew = new AtomicBoolean();
    together(
        () -> view.publish(fresh),
        () -> {
          readFresh.set(view.latest() == fresh);
          askedAnew.set(view.ask());
        });
    require(!readFresh.get() || askedAnew.get(), "a reader asked in vain");
  }

  /// A task of the pool whose operation is running.
  private static Caller calling(CalledPool door) {
    var caller = new Caller("caller", new Budget("calls", 1).common());
    door.pool.add(caller);
    door.pool.event("ask", () -> caller.asked.set(true));
    door.turnWhileCalled();
    return caller;
  }

  /// Runs the first on this thread, which is the pool's, and the others on threads of their own.
  private static void together(Runnable mine, Runnable... others) {
    List<Thread> threads = new ArrayList<>();
    for (Runnable other : others) {
      threads.add(new Thread(other));
      threads.getLast().start();
    }
    mine.run();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static void assertFound(Runnable scene, String defect) {
    assertThatThrownBy(() -> Lincheck.runConcurrentTest(SCENES_OF_DOORS, scene))
        .isInstanceOf(LincheckAssertionError.class).hasMessageContaining(defect);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
