package dev.goalkeeper.peers;

import com.typesafe.config.ConfigFactory;
import dev.goalkeeper.bench.rules.Peer;
import dev.goalkeeper.bench.rules.Side;
import dev.goalkeeper.bench.rules.StepByHand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/// A typed actor of Pekko for each task, and one that answers them; its usual dispatcher, with one
/// thread.
public final class PekkoPeer implements Peer {
  private static final String ONE_THREAD = """
      pekko.loglevel = OFF
      pekko.stdout-loglevel = OFF
      pekko.log-dead-letters = off
      pekko.actor.default-dispatcher.fork-join-executor {
        parallelism-min = 1
        parallelism-max = 1
      }
      """;

  /// Found as a service.
  public PekkoPeer() {}

  @Override
  public String name() {
    return "pekko";
  }

  @Override
  public String words() {
    return "a Pekko typed actor";
  }

  @Override
  public Side start(List<StepByHand> steps) {
    return new Actors(steps);
  }

  /// What an asking actor is told.
  private enum Answer {
    DONE
  }

  /// What the answering actor is told.
  private sealed interface Command {
    /// Everybody has stepped.
    enum Round implements Command {
      OVER
    }

    /// Rounds are to be counted for so long.
    record Turn(long nanos, CompletableFuture<Double> nanosPerStep) implements Command {}
  }

  private static final class Actors implements Side {
    private final ActorSystem<Command> system;

    private Actors(List<StepByHand> steps) {
      Behavior<Command> source = Behaviors.setup(context -> new Source(context, steps).idle());
      system = ActorSystem.create(source, "peers",
          ConfigFactory.parseString(ONE_THREAD).withFallback(ConfigFactory.load()));
    }

    @Override
    public double nanos(long turnNanos) {
      var nanosPerStep = new CompletableFuture<Double>();
      system.tell(new Command.Turn(turnNanos, nanosPerStep));
      return nanosPerStep.join();
    }

    @Override
    public void close() {
      system.terminate();
    }
  }

  private static final class Source {
    private final ActorRef<Command> self;
    private final List<ActorRef<Answer>> askers = new ArrayList<>();
    private final AtomicInteger awaited = new AtomicInteger();

    private Source(ActorContext<Command> context, List<StepByHand> steps) {
      self = context.getSelf();
      steps.forEach(step -> askers.add(context.spawnAnonymous(asker(step))));
    }

    private Behavior<Answer> asker(StepByHand step) {
      return Behaviors.receiveMessage(answer -> {
        step.act(step.decide());
        if (awaited.decrementAndGet() == 0) {
          self.tell(Command.Round.OVER);
        }
        return Behaviors.same();
      });
    }

    private Behavior<Command> idle() {
      return Behaviors.receiveMessage(command -> switch (command) {
        case Command.Turn turn -> {
          round();
          yield busy(turn, System.nanoTime());
        }
        case Command.Round.OVER -> Behaviors.unhandled();
      });
    }

    private Behavior<Command> busy(Command.Turn turn, long start) {
      var steps = new long[1];
      return Behaviors.receiveMessage(command -> switch (command) {
        case Command.Round.OVER -> {
          steps[0] += askers.size();
          long took = System.nanoTime() - start;
          if (took >= turn.nanos()) {
            turn.nanosPerStep().complete((double) took / steps[0]);
            yield idle();
          }
          round();
          yield Behaviors.same();
        }
        case Command.Turn _ -> Behaviors.unhandled();
      });
    }

    private void round() {
      awaited.set(askers.size());
      askers.forEach(asker -> asker.tell(Answer.DONE));
    }
  }
}
