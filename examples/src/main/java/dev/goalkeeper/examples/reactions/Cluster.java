package dev.goalkeeper.examples.reactions;

import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.pools.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Nodes that come and go, and what was made to react to it.
final class Cluster implements Scene {
  private static final int NODES = 3;
  private static final int DEATHS = 6;
  private static final int FILES = 3;
  private static final int FAILING_PERCENT = 20;
  private static final Duration COPY_MAX = Duration.ofMillis(20);
  private static final Duration REPLACED_AFTER_MAX = Duration.ofMillis(60);

  private final Stage stage;
  private final Pool pool;
  private final Membership membership;
  private final List<Node> alive = new ArrayList<>();
  private final List<FileCopy> files = new ArrayList<>();
  private final List<Lock> locks = new ArrayList<>();
  private boolean healed;
  private int born;

  Cluster(Stage stage, Duration storm) {
    this.stage = stage;
    this.pool = stage.pool("cluster");
    this.membership = new Membership(pool);
    for (int i = 0; i < NODES; i++) {
      join();
    }
    for (int i = 0; i < DEATHS; i++) {
      stage.later().after(stage.upTo(storm), this::die);
    }
  }

  /// What the program did at first.
  void react() {
    for (int i = 1; i <= FILES; i++) {
      var file = new FileCopy("file " + i, membership.nodes(), this::copy);
      files.add(file);
      pool.add(file);
    }
  }

  /// What was added to it.
  void reactAlso() {
    var lock = new Lock(membership.nodes());
    locks.add(lock);
    pool.add(lock);
  }

  @Override
  public List<Pool> pools() {
    return List.of(pool);
  }

  @Override
  public void heal() {
    healed = true;
  }

  @Override
  public void invariants() {
    for (Lock lock : locks) {
      if (lock.atGoal() && !lock.holder().get().up().get()) {
        throw new IllegalStateException("the lock is at its goal with a dead holder");
      }
    }
  }

  @Override
  public void atTheEnd() {
    for (FileCopy file : files) {
      if (!alive.contains(file.node().get())) {
        throw new IllegalStateException(file.name() + " is on a node that is dead");
      }
    }
    for (Lock lock : locks) {
      if (!alive.contains(lock.holder().get())) {
        throw new IllegalStateException("the lock is held by a node that is dead");
      }
    }
  }

  private CompletionStage<String> copy(Node to) {
    var done = new CompletableFuture<String>();
    stage.later().after(COPY_MAX, () -> {
      if (!healed && stage.happens(FAILING_PERCENT)) {
        done.completeExceptionally(new IllegalStateException(to.name() + " has no room"));
      } else {
        done.complete("copied");
      }
    });
    return done;
  }

  private void join() {
    var node = new Node("node " + ++born);
    alive.add(node);
    membership.joined(node);
  }

  private void die() {
    if (alive.isEmpty()) {
      return;
    }
    Node victim = alive.remove(stage.chance().nextInt(alive.size()));
    stage.say().accept(victim.name() + " dies");
    membership.died(victim);
    stage.later().after(stage.upTo(REPLACED_AFTER_MAX), this::join);
  }
}
