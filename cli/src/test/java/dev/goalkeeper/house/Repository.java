package dev.goalkeeper.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The work tree that these tests run in: its modules and their Java sources.
public record Repository(Path root) {
  /// Finds the root, upwards from the folder that the test was started in.
  public static Repository here() {
    Path start = Path.of("").toAbsolutePath();
    Path folder = start;
    while (!Files.exists(folder.resolve("goalkeeper"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("not in a work tree of Goalkeeper: " + start);
      }
      folder = parent;
    }
    return new Repository(folder);
  }

  /// The folders with a pom of their own, sorted.
  List<Path> modules() {
    try (Stream<Path> folders = Files.list(root)) {
      return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The modules that hold code: all but the list of versions.
  List<Path> modulesOfCode() {
    return modules().stream().filter(module -> !module.endsWith("bom")).toList();
  }

  /// Every Java source of every module, main and test alike, sorted.
  List<Path> javaSources() {
    return modules().stream()
        .map(module -> module.resolve("src"))
        .filter(Files::isDirectory)
        .flatMap(sources -> filesUnder(sources, ".java").stream())
        .toList();
  }

  /// What people read: the Markdown files at the root and under docs, sorted.
  List<Path> docs() {
    try (Stream<Path> top = Files.list(root)) {
      return Stream.concat(
              top.filter(file -> file.toString().endsWith(".md")),
              filesUnder(root.resolve("docs"), ".md").stream())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The path from the root, with slashes.
  String name(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static List<Path> filesUnder(Path folder, String ending) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
