package dev.goalkeeper.bench;

import java.io.IOException;
import java.io.OutputStream;

/// How a process of a measurement ends: when whoever started it does, whatever ends that.
final class OwnEnd {
  private OwnEnd() {}

  /// Ends this process as soon as its standard input ends.
  static void withStandardInput() {
    Thread.ofPlatform().daemon().start(OwnEnd::await);
  }

  private static void await() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      System.exit(1);
    }
    System.exit(0);
  }
}
