package dev.goalkeeper.pools;

import java.util.function.Predicate;

/// A predicate over private state and, unless it is local, over declared sources of change.
final class StatedFact<T extends Task<T>> extends Fact<T> {
  private final Predicate<T> predicate;
  private final boolean local;

  StatedFact(String name, int index, long wakeMask, Predicate<T> predicate) {
    super(name, index, wakeMask);
    this.predicate = predicate;
    this.local = wakeMask == 0;
  }

  Predicate<T> predicate() {
    return predicate;
  }

  @Override
  boolean test(T task) {
    return predicate.test(task);
  }

  @Override
  boolean local() {
    return local;
  }
}
