package dev.goalkeeper.examples.reactions;

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
import dev.goalkeeper.pools.Link;
import dev.goalkeeper.pools.LinkInput;
import dev.goalkeeper.pools.Op;
import dev.goalkeeper.pools.OpClause;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.Task;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Keeps a copy of a file on some node: the first reaction to the death of one.
final class FileCopy extends Task<FileCopy> {
  static final Clauses<FileCopy> C = Clauses.of(FileCopy.class);
  static final Input<FileCopy> NODES = C.value("nodes");
  static final LinkInput<FileCopy, Node> NODE = C.link("node");
  static final OpClause<FileCopy> COPY = C.op("copy");
  static final Fact<FileCopy> PLACED = C.fact("placed", f -> f.node.present(), NODE);
  static final Fact<FileCopy> UP = C.peer("node up", NODE, () -> Node.UP, false);
  static final Fact<FileCopy> ANY = C.fact("any node", f -> !f.nodes.get().isEmpty(), NODES);

  static final Rules<FileCopy> RULES = C.rules()
      .given(PLACED.not())
        .rule ("R1", FileCopy::place,  ANY)
        .waits("W1",                   ANY.not())
      .given(PLACED)
        .rule ("F1", FileCopy::forget, UP.not())
        .rule ("R2", FileCopy::copy,   UP, COPY.is(IDLE))
        .waits("W2",                   UP, COPY.is(RUNNING))
        .rule ("R3", FileCopy::forget, UP, COPY.is(FAILED, TIMED_OUT))
        .goal ("G",                    UP, COPY.is(OK))
      .build();

  static final Words WORDS = Words.of(FileCopy.class, """
      R1 nowhere: choose a node
      F1 its node has died: it is nowhere
      R2 on a node, not copied: copy
      R3 not copied: it is nowhere""");

  private final Cell<List<Node>> nodes;
  private final Link<Node> node = link(NODE);
  private final Op<String> copy = op(COPY);
  private final String name;
  private final Function<Node, CompletionStage<String>> copier;

  FileCopy(String name, Cell<List<Node>> nodes, Function<Node, CompletionStage<String>> copier) {
    this.name = name;
    this.nodes = watch(NODES, nodes);
    this.copier = copier;
  }

  @Override
  protected Rules<FileCopy> rules() {
    return RULES;
  }

  @Override
  public String name() {
    return name;
  }

  Link<Node> node() {
    return node;
  }

  private void place() {
    List<Node> up = nodes.get();
    node.set(up.get(pool().world().random("place").nextInt(up.size())));
  }

  private void copy() {
    copy.start(copier.apply(node.get()));
  }

  private void forget() {
    node.clear();
    copy.reset();
  }
}
