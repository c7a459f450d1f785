package dev.goalkeeper.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.IntConsumer;

/// How a process of a measurement ends: when whoever started it does, whatever ends that.
final class OwnEnd {
  private OwnEnd() {}

  /// Ends this process as soon as its input ends.
  ///
  /// @param exit is given the status
  static void with(InputStream input, IntConsumer exit) {
    Thread.ofPlatform().daemon().start(() -> exit.accept(drained(input) ? 0 : 1));
  }

  private static boolean drained(InputStream input) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (IOException gone) {
      return false;
    }
  }
}
