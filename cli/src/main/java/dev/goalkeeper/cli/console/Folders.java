package dev.goalkeeper.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Whole folders of files.
public final class Folders {
  private Folders() {}

  /// A new one for temporary files.
  ///
  /// @param purpose what its name says
  public static Path fresh(String purpose) {
    try {
      return Files.createTempDirectory("goalkeeper-" + purpose + "-");
    } catch (IOException failed) {
      throw new BadInput(
          "no temporary directory can be made (" + failed + "); name one with --dir");
    }
  }

  /// The one that is named, made if need be.
  ///
  /// @throws BadInput if there is something in it, or it cannot be used
  public static Path empty(Path named) {
    try {
      Files.createDirectories(named);
      try (Stream<Path> entries = Files.list(named)) {
        if (entries.findAny().isPresent()) {
          throw new BadInput(
              "--dir " + named + ": there is something in it; name a new or empty directory");
        }
      }
      return named;
    } catch (IOException failed) {
      throw new BadInput(
          "--dir " + named + ": cannot be used (" + failed + "); name a writable directory");
    }
  }

  /// Copies the files that lie in a folder itself.
  public static void copy(Path from, Path to) {
    try (Stream<Path> entries = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : entries.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot copy " + from + " to " + to, failed);
    }
  }

  public static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot delete " + folder, failed);
    }
  }
}
