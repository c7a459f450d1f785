package dev.goalkeeper.examples;

import dev.goalkeeper.examples.blocks.Blocks;
import dev.goalkeeper.examples.figure2.Figure2;
import dev.goalkeeper.examples.jobs.Jobs;
import dev.goalkeeper.examples.raft.Raft;
import dev.goalkeeper.examples.reactions.SecondReaction;
import dev.goalkeeper.examples.tcp.Tcp;
import dev.goalkeeper.examples.workers.KeepWorkers;
import java.util.List;

/// The examples in the order in which they are read.
public final class Tour {
  /// From number 1 on.
  public static final List<Example> EXAMPLES =
      List.of(new KeepWorkers(), new Figure2(), new SecondReaction(), new Tcp(), new Jobs(),
          new Blocks(), new Raft());

  private Tour() {}

  /// An example by its number.
  ///
  /// @throws IndexOutOfBoundsException if there is none of this number
  public static Example number(int number) {
    return EXAMPLES.get(number - 1);
  }
}
