package dev.goalkeeper.clustersim;

/// Prints the hash of each seed of a range, a line each: what a second JVM is asked for.
public final class ReplicationHashes {
  private ReplicationHashes() {}

  /// Runs the seeds.
  ///
  /// @param args the first and the last seed
  public static void main(String[] args) {
    for (long seed = Long.parseLong(args[0]); seed <= Long.parseLong(args[1]); seed++) {
      System.out.println(line(seed));
    }
  }

  static String line(long seed) {
    return seed + " " + Long.toHexString(ReplicationSimulation.run(Trial.of(seed)).hash());
  }
}
