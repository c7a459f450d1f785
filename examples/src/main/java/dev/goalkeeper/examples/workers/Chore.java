package dev.goalkeeper.examples.workers;

import java.io.IOException;

/// What a worker's process does: nothing, until nobody holds its standard input any more.
final class Chore {
  private Chore() {}

  /// Waits for the end of standard input.
  public static void main(String[] arguments) throws IOException {
    System.in.skipNBytes(Long.MAX_VALUE);
  }
}
