package dev.goalkeeper.bench.rules;

/// One way to do what is measured.
public interface Side extends AutoCloseable {
  /// Does it for so long, more or less.
  ///
  /// @return nanoseconds for each piece of work
  double nanos(long turnNanos);

  @Override
  default void close() {}

  /// A loop of which one call does several pieces and returns how many.
  @FunctionalInterface
  interface Loop extends Side {
    long once();

    @Override
    default double nanos(long turnNanos) {
      long start = System.nanoTime();
      long done = 0;
      long took;
      do {
        done += once();
        took = System.nanoTime() - start;
      } while (took < turnNanos);
      return (double) took / done;
    }
  }
}
