package dev.goalkeeper.examples.blocks;

import static dev.goalkeeper.pools.Status.FAILED;
import static dev.goalkeeper.pools.Status.IDLE;
import static dev.goalkeeper.pools.Status.OK;
import static dev.goalkeeper.pools.Status.RUNNING;
import static dev.goalkeeper.pools.Status.TIMED_OUT;

import dev.goalkeeper.examples.Words;
import dev.goalkeeper.pools.Cell;
import dev.goalkeeper.pools.Clauses;
import dev.goalkeeper.pools.Fact;
import dev.goalkeeper.pools.Input;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Keeps as many copies of a block as are wanted, on nodes that are up.
final class Block extends Task<Block> {
  static final Clauses<Block> C = Clauses.of(Block.class);
  static final Input<Block> HOLDERS = C.value("holders");
  static final Input<Block> UP = C.value("nodes up");
  static final OpClause<Block> COPY = C.op("copy").timeout(Duration.ofMillis(100));
  static final OpClause<Block> DELETE = C.op("delete").timeout(Duration.ofMillis(100));
  static final Fact<Block> LOST = C.fact("no copy", b -> b.live().isEmpty(), HOLDERS, UP);
  static final Fact<Block> FEW =
      C.fact("too few", b -> b.live().size() < Farm.COPIES, HOLDERS, UP);
  static final Fact<Block> MANY =
      C.fact("too many", b -> b.live().size() > Farm.COPIES, HOLDERS, UP);
  static final Fact<Block> TARGET = C.fact("a target", b -> !b.targets().isEmpty(), HOLDERS, UP);

  static final Rules<Block> RULES = C.implies(LOST, FEW).implies(MANY, FEW.not()).rules()
      .given(COPY.is(IDLE), DELETE.is(IDLE), FEW)
        .rule ("B1", Block::copy,        LOST.not(), TARGET)
        .waits("W1",                     LOST.not(), TARGET.not())
        .waits("W2",                     LOST)
      .given(COPY.is(IDLE), DELETE.is(IDLE), FEW.not())
        .rule ("B2", Block::delete,      MANY)
        .goal ("G",                      MANY.not())
      .given()
        .waits("W3",                     COPY.is(RUNNING))
        .rule ("B3", Block::copied,      COPY.is(OK))
        .rule ("B4", Block::notCopied,   COPY.is(FAILED, TIMED_OUT))
      .given(COPY.is(IDLE))
        .waits("W4",                     DELETE.is(RUNNING))
        .rule ("B5", Block::deleted,     DELETE.is(OK))
        .rule ("B6", Block::notDeleted,  DELETE.is(FAILED, TIMED_OUT))
      .build();

  static final Words WORDS = Words.of(Block.class, """
      B1 too few copies: copy it to a node that has none
      B2 too many copies: delete one
      B3 copied: one more holder
      B4 no copy, or nobody knows: look again; a copy that comes late will be reported
      B5 deleted: one holder less
      B6 not deleted, or nobody knows: look again""");

  private final int number;
  private final Farm farm;
  private final RandomGenerator chance;
  private final Cell<List<Integer>> holders = value(HOLDERS, List.of());
  private final Cell<List<Integer>> up;
  private final Op<Integer> copy = op(COPY);
  private final Op<Integer> delete = op(DELETE);

  /// @param up the nodes that are up
  Block(int number, Farm farm, Cell<List<Integer>> up, RandomGenerator chance) {
    this.number = number;
    this.farm = farm;
    this.up = watch(UP, up);
    this.chance = chance;
  }

  @Override
  protected Rules<Block> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return "block " + number;
  }

  /// What a node says: whether it has a copy.
  void held(int node, boolean has) {
    var set = new TreeSet<>(holders.get());
    if (has) {
      set.add(node);
    } else {
      set.remove(node);
    }
    holders.set(List.copyOf(set));
  }

  private List<Integer> live() {
    return holders.get().stream().filter(up.get()::contains).toList();
  }

  private List<Integer> targets() {
    return up.get().stream().filter(node -> !holders.get().contains(node)).toList();
  }

  private void copy() {
    copy.start(farm.copy(number, any(live()), any(targets())));
  }

  private void copied() {
    held(copy.value(), true);
    copy.reset();
  }

  private void notCopied() {
    copy.reset();
  }

  private void delete() {
    delete.start(farm.delete(number, any(live())));
  }

  private void deleted() {
    held(delete.value(), false);
    delete.reset();
  }

  private void notDeleted() {
    delete.reset();
  }

  private int any(List<Integer> of) {
    return of.get(chance.nextInt(of.size()));
  }
}
