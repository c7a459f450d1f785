package dev.goalkeeper.testkit;

import dev.goalkeeper.pools.ChosenWorld;
import dev.goalkeeper.pools.Completion;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.Pool;
import dev.goalkeeper.pools.World;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// What a checked set-up has around it: the world of its pools, and whatever its tasks ask for,
/// which is answered when, and as, the checker chooses. Made anew for each path that is explored.
public final class Outside {
  private final ChosenWorld world;
  private final ChosenWorld.Director director;
  private final List<Pending<?>> pending = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final Set<Object> applied = new LinkedHashSet<>();
  private String complaint = "";

  private record Stage(CompletionStage<?> stage, Pending<?> asked) {}

  Outside(ChosenWorld world, ChosenWorld.Director director) {
    this.world = world;
    this.director = director;
  }

  /// The world to build pools in.
  public World world() {
    return world;
  }

  /// A pool in that world.
  public Pool pool(String name) {
    return Pool.named(name).world(world).build();
  }

  /// Asks for something; the stage completes if and when it is answered.
  ///
  /// @param subject what is asked: an immutable value, whose text appears in counterexamples
  /// @param effect what happens when it arrives; returns the answer, or throws what refuses it
  public <V> CompletionStage<V> ask(Object subject, Supplier<? extends V> effect) {
    return ask(subject, effect, Pending.Kind.ASKED);
  }

  /// The same for an effect that must not be issued twice: to ask again for what is under way, or
  /// has taken effect, is what a check then finds.
  ///
  /// @param subject also the key by which the same effect is known
  public <V> CompletionStage<V> askOnce(Object subject, Supplier<? extends V> effect) {
    boolean underWay = pending.stream()
        .anyMatch(each -> each.kind() == Pending.Kind.ONCE && each.subject().equals(subject));
    if (underWay || applied.contains(subject)) {
      complain("'" + subject + "' is issued again while it is under way, or has taken effect");
    }
    return ask(subject, effect, Pending.Kind.ONCE);
  }

  /// Something that happens sooner or later, at any moment: news that spread.
  public void announce(Object subject, Runnable what) {
    this.<Boolean>ask(subject, () -> {
      what.run();
      return true;
    }, Pending.Kind.CERTAIN);
  }

  /// Asks on behalf of an operation that was begun with a token.
  ///
  /// @param completion gets the answer: the operation, or a record that leads to it
  public <V> Pending<V> ask(
      Object subject, Supplier<? extends V> effect, Completion<? super V> completion, long token) {
    var asked = new Pending<V>(subject, effect, Pending.Kind.ASKED, new Pending.Receiver<>() {
      @Override
      public void done(V value) {
        completion.complete(token, value);
      }

      @Override
      public void failed(Throwable cause) {
        completion.fail(token, cause);
      }
    });
    Op<?> op = Forms.operation(completion);
    if (op != null) {
      asked.awaitedBy(op, token);
    }
    pending.add(asked);
    return asked;
  }

  /// What was asked and is not answered, in the order in which it was asked; a copy.
  public List<Pending<?>> pending() {
    return List.copyOf(pending);
  }

  /// It will not arrive any more, and whoever waits is told so.
  public void refuse(Pending<?> asked, Throwable cause) {
    if (pending.remove(asked)) {
      asked.fail(cause);
    }
  }

  /// It will not arrive any more, and nobody says so.
  public void lose(Pending<?> asked) {
    pending.remove(asked);
  }

  /// Any of so many, each of which is explored: for faults and effects that have a choice.
  public int choose(int alternatives) {
    return alternatives == 1 ? 0 : director.draw(alternatives);
  }

  /// Something that must never happen has happened.
  public void complain(String what) {
    complaint = complaint.isEmpty() ? what : complaint;
  }

  /// What was complained of first; empty if nothing.
  String complaint() {
    return complaint;
  }

  /// Effects that must not be issued twice and have taken place.
  Set<Object> applied() {
    return applied;
  }

  /// It arrives: its effect takes place.
  void arrive(Pending<?> asked, boolean answered) {
    pending.remove(asked);
    if (asked.kind() == Pending.Kind.ONCE) {
      applied.add(asked.subject());
    }
    asked.arrive(answered);
  }

  /// An operation waits for a stage, which may be one of these.
  void started(Op<?> op, long token, CompletionStage<?> stage) {
    stages.stream().filter(each -> each.stage() == stage)
        .forEach(each -> each.asked().awaitedBy(op, token));
    stages.removeIf(each -> each.stage() == stage);
  }

  private <V> CompletionStage<V> ask(
      Object subject, Supplier<? extends V> effect, Pending.Kind kind) {
    var stage = new CompletableFuture<V>();
    var asked = new Pending<V>(subject, effect, kind, new Pending.Receiver<>() {
      @Override
      public void done(V value) {
        stage.complete(value);
      }

      @Override
      public void failed(Throwable cause) {
        stage.completeExceptionally(cause);
      }
    });
    pending.add(asked);
    stages.add(new Stage(stage, asked));
    return stage;
  }
}
