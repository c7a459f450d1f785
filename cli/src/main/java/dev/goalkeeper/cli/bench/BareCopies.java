package dev.goalkeeper.cli.bench;

import dev.goalkeeper.bench.Copy;
import dev.goalkeeper.bench.FrameCopy;
import dev.goalkeeper.cli.fleet.Child;
import dev.goalkeeper.cli.fleet.Jvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Bytes that are moved and nothing else, between this process and one that is started for it: what
/// repairs and recoveries are held against.
final class BareCopies {
  private static final int HEAP_MEGABYTES = 64;
  private static final Duration START_MAX = Duration.ofSeconds(20);
  private static final Pattern SAYS = Pattern.compile("^(copy|frames) listens? on ([0-9]+)$");

  private final Path home;

  /// @param home for the files of those processes
  BareCopies(Path home) {
    this.home = home;
  }

  /// From memory over loopback into mapped files of another process, as replicas are made.
  ///
  /// @return bytes in a second
  double intoFrames(int frameBytes, int frames) {
    Path directory = home.resolve("copy");
    try {
      Files.createDirectories(directory);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var arguments = List.of(directory.toString(), Integer.toString(frameBytes));
    try (Child child = start("copy", Copy.class, arguments)) {
      return Copy.send(port(child), frameBytes, frames);
    }
  }

  /// From mapped files of another process over loopback into memory, as logs are read.
  ///
  /// @return bytes in a second
  double fromFrames(Path directory, long bytes) {
    var arguments = List.of(directory.toString(), Long.toString(bytes));
    try (Child child = start("frames", FrameCopy.class, arguments)) {
      return FrameCopy.take(port(child), bytes);
    }
  }

  private Child start(String name, Class<?> main, List<String> arguments) {
    var jvm = Jvm.of(main, HEAP_MEGABYTES, Jvm.Compiler.OPTIMIZING);
    return Child.start(name, home.resolve(name + ".errors"), jvm, arguments);
  }

  private static int port(Child child) {
    return Integer.parseInt(child.await(SAYS, START_MAX).group(2));
  }
}
