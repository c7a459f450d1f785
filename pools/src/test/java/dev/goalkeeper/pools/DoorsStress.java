package dev.goalkeeper.pools;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/// The doors between threads, under jcstress: on this processor, compiled by each compiler,
/// millions of times. Beside each right door stands a wrong one, and it is found.
///
/// It takes a minute or two of the whole machine, so it runs when it is named, not in each build:
/// `./mvnw -q test -pl pools -Dtest=DoorsStress`.
class DoorsStress {
  private static final long PATIENCE_MINUTES = 10;
  private static final int ROOM = 1;

  @Test
  void rightDoorsHold(@TempDir Path folder) throws Exception {
    assertThat(stress(folder, "Right"))
        .contains("RightBell", "RightView", "RightSight", "RightEnd")
        .doesNotContain("[FAILED]", "[ERROR]");
  }

  @Test
  void wrongDoorsAreFound(@TempDir Path folder) throws Exception {
    assertThat(stress(folder, "Wrong"))
        .contains(
            "[FAILED] dev.goalkeeper.pools.DoorsStress.WrongBell",
            "[FAILED] dev.goalkeeper.pools.DoorsStress.WrongView",
            "[FAILED] dev.goalkeeper.pools.DoorsStress.WrongSight")
        .doesNotContain("[ERROR]");
  }

  /// Somebody brings a letter while the pool answers an earlier call.
  @JCStressTest
  @Outcome(id = {"0, 1", "1, 1", "1, 0"}, expect = Expect.ACCEPTABLE, desc = "seen, or called")
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "it lies there, and nobody was called")
  @State
  public static class RightBell {
    private final Mailbox box = rung();

    @Actor
    public void turn(II_Result result) {
      box.answer();
      result.r1 = box.poll() == null ? 0 : 1;
    }

    @Actor
    public void bring(II_Result result) {
      box.post(Letter.of(() -> {}));
      box.ring(() -> result.r2 = 1);
    }
  }

  /// The same, and the bell is answered after the box is emptied.
  @JCStressTest
  @Outcome(id = {"0, 1", "1, 1", "1, 0"}, expect = Expect.ACCEPTABLE, desc = "seen, or called")
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "it lies there, and nobody was called")
  @State
  public static class WrongBell {
    private final Mailbox box = rung();

    @Actor
    public void turn(II_Result result) {
      result.r1 = box.poll() == null ? 0 : 1;
      box.answer();
    }

    @Actor
    public void bring(II_Result result) {
      box.post(Letter.of(() -> {}));
      box.ring(() -> result.r2 = 1);
    }
  }

  /// Somebody asks a pool while it closes: the pool finds the question, or the asker the end.
  @JCStressTest
  @Outcome(id = {"0, 1", "1, 1", "1, 0"}, expect = Expect.ACCEPTABLE, desc = "one of them sees it")
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "the question is never answered")
  @State
  public static class RightEnd {
    private final Mailbox box = new Mailbox(ROOM);

    @Actor
    public void close(II_Result result) {
      box.close();
      result.r1 = box.poll() == null ? 0 : 1;
    }

    @Actor
    public void ask(II_Result result) {
      box.post(Letter.of(() -> {}));
      result.r2 = box.isClosed() ? 1 : 0;
    }
  }

  /// Somebody reads a view, and thereby asks for a newer one, while the pool publishes.
  @JCStressTest
  @Outcome(id = {"0, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "a later one comes")
  @Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "asked in vain")
  @State
  public static class RightView {
    private final View view = new View();

    public RightView() {
      view.publish(taken(0));
      view.ask();
    }

    @Actor
    public void publish() {
      view.publish(taken(1));
    }

    @Actor
    public void read(II_Result result) {
      Snapshot seen = view.latest();
      result.r1 = seen == null ? -1 : (int) seen.takenNanos();
      result.r2 = view.ask() ? 1 : 0;
    }
  }

  /// The same, and the view forgets who asked after it has published.
  @JCStressTest
  @Outcome(id = {"0, 0", "0, 1", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "a later one comes")
  @Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "asked in vain")
  @State
  public static class WrongView {
    private final LateView view = new LateView();

    public WrongView() {
      view.publish(taken(0));
      view.ask();
    }

    @Actor
    public void publish() {
      view.publish(taken(1));
    }

    @Actor
    public void read(II_Result result) {
      Snapshot seen = view.latest();
      result.r1 = seen == null ? -1 : (int) seen.takenNanos();
      result.r2 = view.ask() ? 1 : 0;
    }
  }

  /// Somebody looks at a view until something is published.
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "it is seen")
  @Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "it is never seen")
  @State
  public static class RightSight {
    private final View view = new View();

    @Actor
    public void look() {
      Snapshot seen = view.latest();
      while (seen == null) {
        seen = view.latest();
      }
    }

    @Signal
    public void publish() {
      view.publish(taken(1));
    }
  }

  /// The same, and what is published is no volatile.
  @JCStressTest(Mode.Termination)
  @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "it is seen")
  @Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "it is never seen")
  @State
  public static class WrongSight {
    private long takenNanos;

    @Actor
    public void look() {
      long seen = takenNanos;
      while (seen == 0) {
        seen = takenNanos;
      }
    }

    @Signal
    public void publish() {
      takenNanos = 1;
    }
  }

  /// A mailbox whose pool has been called and has not answered yet.
  private static Mailbox rung() {
    var box = new Mailbox(ROOM);
    box.ring(() -> {});
    return box;
  }

  private static Snapshot taken(long nanos) {
    return new Snapshot("lamp", "G0", true, "dark", nanos);
  }

  /// Runs those doors in a process of its own, and returns what it prints.
  private static String stress(Path folder, String doors) throws IOException, InterruptedException {
    Path log = folder.resolve("jcstress.log");
    Process stress =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-t", "DoorsStress." + doors, "-m", "quick", "-sc", "false", "-v")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(stress.waitFor(PATIENCE_MINUTES, MINUTES)).as("it comes to an end").isTrue();
    return Files.readString(log);
  }
}
