package dev.goalkeeper.examples.workers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Processes of this machine. Each is a JVM that waits for the end of its standard input, so that
/// none outlives the program that started it.
final class RealLauncher implements Launcher {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /// A process, by its handle.
  private record Running(Process process) implements Life {
    @Override
    public CompletionStage<Integer> end() {
      return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public CompletionStage<Boolean> kill() {
      process.destroyForcibly();
      return CompletableFuture.completedFuture(true);
    }
  }

  @Override
  public CompletionStage<Life> start(String worker) {
    var command = new ProcessBuilder(JAVA.toString(), "-Xshare:auto", "-XX:TieredStopAtLevel=1",
        "-cp", System.getProperty("java.class.path"), Chore.class.getName());
    var started = new CompletableFuture<Life>();
    Thread.ofVirtual().name("start " + worker).start(() -> {
      try {
        started.complete(new Running(command.start()));
      } catch (IOException failed) {
        started.completeExceptionally(failed);
      }
    });
    return started;
  }
}
