package dev.goalkeeper.clustersim;

import java.util.List;
import java.util.stream.LongStream;

/// Prints the hash of each seed of a range, a line each: what a second JVM is asked for.
public final class Hashes {
  private Hashes() {}

  /// Runs the seeds.
  ///
  /// @param args the simulation, the first and the last seed
  public static void main(String[] args) {
    of(Simulation.valueOf(args[0]), Long.parseLong(args[1]), Long.parseLong(args[2]))
        .forEach(System.out::println);
  }

  /// As many at once as there are processors.
  static List<String> of(Simulation simulation, long first, long last) {
    return LongStream.rangeClosed(first, last).parallel()
        .mapToObj(seed -> line(simulation, seed)).toList();
  }

  static String line(Simulation simulation, long seed) {
    return seed + " " + Long.toHexString(simulation.run(seed).hash());
  }
}
