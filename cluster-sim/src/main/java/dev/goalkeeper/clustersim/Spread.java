package dev.goalkeeper.clustersim;

import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;

/// Spreads work over the processors, one item at a time: of seeds, mutants and crashes some take a
/// hundred times as long as others, and a parallel stream hands out whole runs of neighbours.
public final class Spread {
  private Spread() {}

  /// The results in the order of the items.
  ///
  /// @throws RuntimeException or an error if one of them threw it; the others may not be done then
  public static <T, R> List<R> over(List<T> items, Function<T, R> work) {
    List<ForkJoinTask<R>> tasks = items.stream()
        .<ForkJoinTask<R>>map(item -> ForkJoinTask.adapt(() -> work.apply(item))).toList();
    return ForkJoinTask.invokeAll(tasks).stream().map(ForkJoinTask::join).toList();
  }
}
