package dev.goalkeeper.examples.blocks;

import dev.goalkeeper.examples.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Nodes with disks, which die and come back. What a node was told and has not done is forgotten
/// when it dies; what is on its disk stays, unless the disk is gone too. No disk goes that has the
/// last copy of something: who has one copy left has nothing to decide.
final class Farm {
  static final int NODES = 6;
  static final int BLOCKS = 5;
  static final int COPIES = 3;

  private static final int DEATHS = 8;
  private static final int LOST_PERCENT = 20;
  private static final int DISK_LOST_PERCENT = 50;
  private static final Duration WORK_MAX = Duration.ofMillis(40);
  private static final Duration STRAGGLES = Duration.ofMillis(200);
  private static final Duration DOWN_MAX = Duration.ofMillis(150);
  private static final Duration DETECTED_AFTER = Duration.ofMillis(30);
  private static final Duration REPORTS_EVERY = Duration.ofMillis(50);

  private final Stage stage;
  private final List<Node> nodes = new ArrayList<>();
  private boolean healed;

  /// A node; its life counts its starts.
  private static final class Node {
    private final Set<Integer> blocks = new LinkedHashSet<>();
    private boolean alive = true;
    private int life;
  }

  /// Blocks are where they should be at the start: block 0 on nodes 0, 1, 2; block 1 on 1, 2, 3.
  Farm(Stage stage) {
    this.stage = stage;
    for (int i = 0; i < NODES; i++) {
      nodes.add(new Node());
    }
    for (int block = 0; block < BLOCKS; block++) {
      for (int copy = 0; copy < COPIES; copy++) {
        nodes.get((block + copy) % NODES).blocks.add(block);
      }
    }
  }

  void start(Master master, Duration storm) {
    for (int node = 0; node < NODES; node++) {
      int id = node;
      report(id, master);
      stage.later().after(REPORTS_EVERY, () -> reportAgain(id, master));
    }
    for (int i = 0; i < DEATHS; i++) {
      stage.later().after(stage.upTo(storm), () -> die(stage.chance().nextInt(NODES), master));
    }
  }

  void heal() {
    healed = true;
  }

  /// Copies a block from node to node.
  CompletionStage<Integer> copy(int block, int from, int to) {
    return work(to, () -> {
      if (nodes.get(from).alive && nodes.get(from).blocks.contains(block)) {
        nodes.get(to).blocks.add(block);
      }
    });
  }

  /// Deletes a copy.
  CompletionStage<Integer> delete(int block, int at) {
    return work(at, () -> nodes.get(at).blocks.remove(block));
  }

  /// The nodes that live and have a block.
  Set<Integer> holders(int block) {
    var holders = new TreeSet<Integer>();
    for (int node = 0; node < NODES; node++) {
      if (nodes.get(node).alive && nodes.get(node).blocks.contains(block)) {
        holders.add(node);
      }
    }
    return holders;
  }

  /// True if some disk has it, also one of a node that is down.
  boolean exists(int block) {
    return copies(block) > 0;
  }

  private long copies(int block) {
    return nodes.stream().filter(node -> node.blocks.contains(block)).count();
  }

  private CompletionStage<Integer> work(int node, Runnable effect) {
    var done = new CompletableFuture<Integer>();
    stage.later().after(Duration.ZERO, () -> {
      boolean slow = !healed && stage.happens(LOST_PERCENT);
      boolean answered = healed || !stage.happens(LOST_PERCENT);
      int life = nodes.get(node).life;
      stage.later().after(stage.upTo(slow ? STRAGGLES : WORK_MAX), () -> {
        if (nodes.get(node).life == life && nodes.get(node).alive) {
          effect.run();
          answer(done, node, answered);
        }
      });
    });
    return done;
  }

  private static void answer(CompletableFuture<Integer> done, int node, boolean arrives) {
    if (arrives) {
      done.complete(node);
    }
  }

  private void die(int node, Master master) {
    Node victim = nodes.get(node);
    long down = nodes.stream().filter(each -> !each.alive).count();
    if (healed || !victim.alive || down >= COPIES - 1) {
      return;
    }
    victim.alive = false;
    victim.life++;
    stage.say().accept("node " + node + " dies");
    stage.later().after(DETECTED_AFTER, () -> {
      if (!victim.alive) {
        master.died(node);
      }
    });
    stage.later().after(stage.upTo(DOWN_MAX), () -> {
      victim.alive = true;
      if (stage.happens(DISK_LOST_PERCENT)) {
        victim.blocks.removeIf(block -> copies(block) > 1);
      }
      report(node, master);
    });
  }

  private void report(int node, Master master) {
    if (nodes.get(node).alive) {
      master.reported(node, new TreeSet<>(nodes.get(node).blocks));
    }
  }

  private void reportAgain(int node, Master master) {
    report(node, master);
    stage.later().after(REPORTS_EVERY, () -> reportAgain(node, master));
  }
}
