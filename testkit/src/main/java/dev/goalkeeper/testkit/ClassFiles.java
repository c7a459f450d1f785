package dev.goalkeeper.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds classes where they were loaded from.
final class ClassFiles {
  private static final String SUFFIX = ".class";

  private ClassFiles() {}

  /// The classes of a package and those below it, in the order of their names.
  static List<Class<?>> below(String name, Class<?> beside) {
    try {
      Path home = Path.of(beside.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(home)) {
        return load(home, name, beside.getClassLoader());
      }
      try (FileSystem jar = FileSystems.newFileSystem(home)) {
        return load(jar.getPath("/"), name, beside.getClassLoader());
      }
    } catch (URISyntaxException | IOException failed) {
      throw new IllegalStateException("cannot look where " + beside + " comes from", failed);
    }
  }

  private static List<Class<?>> load(Path root, String name, ClassLoader loader) {
    try (Stream<Path> files = Files.walk(root.resolve(name.replace('.', '/')))) {
      return files.map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith(SUFFIX) && !file.endsWith("-info" + SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .map(type -> type.replace('/', '.').replace('\\', '.'))
          .sorted().<Class<?>>map(type -> load(type, loader)).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot list the classes of " + name, failed);
    }
  }

  private static Class<?> load(String type, ClassLoader loader) {
    try {
      return Class.forName(type, false, loader);
    } catch (ClassNotFoundException gone) {
      throw new IllegalStateException(type + " is there and does not load", gone);
    }
  }
}
