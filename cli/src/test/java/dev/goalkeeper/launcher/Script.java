package dev.goalkeeper.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// A running script. Waiting for it is bounded, and for what it says or for its end.
final class Script {
  /// Far above what a script without a JVM needs, also on a busy machine.
  private static final long PATIENCE_SECONDS = 60;

  private final Process process;
  private final CompletableFuture<String> output;
  private final BufferedReader errors;

  private Script(Process process) {
    this.process = process;
    this.errors = process.errorReader(StandardCharsets.UTF_8);
    this.output = aside(() -> rest(process.inputReader(StandardCharsets.UTF_8)));
  }

  static Script start(ProcessBuilder builder, String input) throws IOException {
    Process process = builder.start();
    try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
      writer.write(input);
    }
    return new Script(process);
  }

  /// The next line that it writes to standard error.
  String nextError() {
    return aside(() -> line(errors)).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /// Waits for its end.
  Outcome outcome() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the script did not end: " + process.info());
    }
    return new Outcome(process.exitValue(), output.join().lines().toList(), rest(errors));
  }

  /// Not on the common pool: on two cores that is one thread, and each of these may block it.
  private static CompletableFuture<String> aside(Supplier<String> reading) {
    return CompletableFuture.supplyAsync(reading, task -> Thread.ofVirtual().start(task));
  }

  private static String line(BufferedReader reader) {
    return reader.lines().findFirst().orElse("");
  }

  private static String rest(BufferedReader reader) {
    return reader.lines().collect(Collectors.joining("\n"));
  }

  /// How it ended, and what it wrote.
  record Outcome(int status, List<String> output, String errors) {}
}
