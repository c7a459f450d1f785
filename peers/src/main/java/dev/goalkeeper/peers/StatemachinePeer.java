package dev.goalkeeper.peers;

import dev.goalkeeper.bench.rules.Peer;
import dev.goalkeeper.bench.rules.Side;
import dev.goalkeeper.bench.rules.StepByHand;
import java.util.EnumSet;
import java.util.List;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.statemachine.StateMachine;
import org.springframework.statemachine.config.StateMachineBuilder;
import reactor.core.publisher.Mono;

/// A Spring Statemachine for each task: an answer is an event, each row a transition with a guard.
public final class StatemachinePeer implements Peer {
  /// Found as a service.
  public StatemachinePeer() {}

  @Override
  public String name() {
    return "spring_statemachine";
  }

  @Override
  public String words() {
    return "a Spring Statemachine";
  }

  @Override
  public Side start(List<StepByHand> steps) {
    return new Machines(steps);
  }

  private enum Phase {
    ASKED
  }

  private enum Event {
    ANSWERED
  }

  private static final class Machines implements Side.Loop {
    private static final Mono<Message<Event>> ANSWER =
        Mono.just(MessageBuilder.withPayload(Event.ANSWERED).build());

    private final List<StateMachine<Phase, Event>> machines;

    private Machines(List<StepByHand> steps) {
      machines = steps.stream().map(Machines::started).toList();
    }

    private static StateMachine<Phase, Event> started(StepByHand step) {
      try {
        StateMachineBuilder.Builder<Phase, Event> builder = StateMachineBuilder.builder();
        builder.configureStates().withStates()
            .initial(Phase.ASKED).states(EnumSet.allOf(Phase.class));
        var transitions = builder.configureTransitions();
        for (int i = 0; i < StepByHand.ROWS; i++) {
          int row = i;
          transitions.withInternal().source(Phase.ASKED).event(Event.ANSWERED)
              .guard(context -> step.decide() == row)
              .action(context -> step.act(row));
        }
        StateMachine<Phase, Event> machine = builder.build();
        machine.startReactively().block();
        return machine;
      } catch (Exception failed) { // its builder declares nothing narrower
        throw new IllegalStateException("a state machine cannot be made", failed);
      }
    }

    @Override
    public long once() {
      machines.forEach(machine -> machine.sendEvent(ANSWER).blockLast());
      return machines.size();
    }

    @Override
    public void close() {
      machines.forEach(machine -> machine.stopReactively().block());
    }
  }
}
