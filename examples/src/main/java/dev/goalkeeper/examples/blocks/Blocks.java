package dev.goalkeeper.examples.blocks;

import dev.goalkeeper.examples.Example;
import dev.goalkeeper.examples.Scene;
import dev.goalkeeper.examples.Stage;
import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Example 6: replication of blocks over nodes that die and come back.
public record Blocks() implements Example {
  @Override
  public String title() {
    return "block replication, beside a version with threads and a lock";
  }

  @Override
  public String teaches() {
    return "all that is done about a block stands in one place; nothing under way is forgotten";
  }

  @Override
  public List<Words> words() {
    return List.of(Block.WORDS);
  }

  @Override
  public Duration storm() {
    return Duration.ofMillis(500);
  }

  @Override
  public Scene set(Stage stage) {
    return set(stage, farm -> {});
  }

  /// Shows the farm to somebody who looks at it beside the scene.
  Scene set(Stage stage, Consumer<Farm> observer) {
    var farm = new Farm(stage);
    observer.accept(farm);
    var scene = new NameNode(stage, farm);
    farm.start(scene, storm());
    return scene;
  }

  /// A task for each block; events say what nodes say.
  private static final class NameNode implements Scene, Master {
    private final Farm farm;
    private final Pool pool;
    private final Cell<List<Integer>> up = new Cell<>(List.of());
    private final List<Block> blocks;

    NameNode(Stage stage, Farm farm) {
      this.farm = farm;
      this.pool = stage.pool("name node");
      this.blocks = IntStream.range(0, Farm.BLOCKS)
          .mapToObj(i -> new Block(i, farm, up, stage.world().random("block " + i))).toList();
      blocks.forEach(pool::add);
    }

    @Override
    public void died(int node) {
      pool.event("node " + node + " died",
          () -> up.set(up.get().stream().filter(each -> each != node).toList()));
    }

    @Override
    public void reported(int node, Set<Integer> held) {
      pool.event("node " + node + " reports", () -> {
        up.set(Stream.concat(up.get().stream(), Stream.of(node)).distinct().sorted().toList());
        for (int i = 0; i < blocks.size(); i++) {
          blocks.get(i).held(node, held.contains(i));
        }
      });
    }

    @Override
    public List<Pool> pools() {
      return List.of(pool);
    }

    @Override
    public void heal() {
      farm.heal();
    }

    @Override
    public void invariants() {
      for (int block = 0; block < Farm.BLOCKS; block++) {
        if (!farm.exists(block)) {
          throw new IllegalStateException("the last copy of block " + block + " was deleted");
        }
      }
    }

    @Override
    public void atTheEnd() {
      for (int block = 0; block < Farm.BLOCKS; block++) {
        if (farm.holders(block).isEmpty()) {
          throw new IllegalStateException("block " + block + " is on no node that lives");
        }
      }
    }
  }
}
