package dev.goalkeeper.cli.cluster;

import dev.goalkeeper.cli.console.BadInput;
import dev.goalkeeper.cli.console.Failed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a process that stays up needs beside its work: where its log goes, and when it ends.
final class Standing {
  private static final String SIGNALLED = "";

  private final CompletableFuture<String> end = new CompletableFuture<>();

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "where its log goes (default: standard error)")
  private @Nullable Path log;

  @Option(names = "--until-eof", hidden = true)
  private boolean untilEof;

  /// Sends the log where it belongs. To be called before anything is logged.
  void beginLog() {
    Path file = log;
    if (file == null) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException failed) {
      throw new BadInput("--log " + file + ": cannot be made (" + failed + "); name another file");
    }
    System.setProperty("goalkeeper.log.to", "file");
    System.setProperty("goalkeeper.log.file", file.toString());
  }

  /// The work cannot go on, and why, on one line. From any thread.
  void die(String why) {
    end.complete(why);
  }

  /// Waits for the end: a signal, the end of standard input if that was asked for, or [#die].
  /// Whichever it is, `service` is closed.
  ///
  /// @throws Failed if it was [#die]
  void untilEnd(AutoCloseable service) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(service), "close"));
    if (untilEof) {
      Thread.ofPlatform().daemon().name("until eof").start(this::drain);
    }
    String why = end.join();
    if (!why.equals(SIGNALLED)) {
      throw new Failed(why);
    }
  }

  private void drain() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
      end.complete(SIGNALLED);
    } catch (IOException gone) {
      end.complete("standard input failed: " + gone.getMessage());
    }
  }

  private static void close(AutoCloseable service) {
    try {
      service.close();
    } catch (Exception failed) { // the process ends here: whatever it is, it is told
      System.err.println("goalkeeper: not closed in order: " + failed);
    }
  }
}
