package dev.goalkeeper.testkit;

import static java.util.Collections.list;

import dev.goalkeeper.pools.Row;
import dev.goalkeeper.pools.Rules;
import dev.goalkeeper.pools.RulesError;
import dev.goalkeeper.pools.Task;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Checks rule tables row by row, for tests. Building a table proves that its rows cover every case
/// once; these checks prove that no row can go, and that no table was left out.
///
/// Tables are private to their packages. They are found on the class path, or in a module that
/// opens its packages to this one.
public final class RuleTables {
  private static final String CLASS_FILE = ".class";

  private RuleTables() {}

  /// Checks that the table of a task class stands, and falls with each of its rows.
  ///
  /// @return the table as text, a line a row
  /// @throws AssertionError if the class has no table, or one that does without some row
  public static String verify(Class<?> type) {
    Rules<?> rules = table(type);
    for (Row<?> row : rules.rows()) {
      verifyNeeded(rules, row);
    }
    return rules.table();
  }

  /// The task classes on the class path in a package and in those below it, in order of their
  /// names. A test that verifies all of them forgets none.
  ///
  /// @throws AssertionError if there is none: then the wrong place was searched
  public static List<Class<?>> in(String packageName) {
    List<Class<?>> found = new ArrayList<>();
    for (String name : classNames(packageName)) {
      Class<?> type = load(name);
      if (Task.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
        found.add(type);
      }
    }
    if (found.isEmpty()) {
      throw new AssertionError("no task class in or below " + packageName);
    }
    return List.copyOf(found);
  }

  private static void verifyNeeded(Rules<?> rules, Row<?> row) {
    try {
      rules.without(row.name());
    } catch (RulesError needed) {
      return;
    }
    throw new AssertionError(
        "the rules of " + rules.name() + " build without " + row.name() + ":\n" + rules.table());
  }

  private static Rules<?> table(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (field.getType() == Rules.class && Modifier.isStatic(field.getModifiers())) {
        return read(field);
      }
    }
    throw new AssertionError(
        type.getName() + " has no rule table; keep it in a static field of type Rules");
  }

  private static Rules<?> read(Field field) {
    try {
      field.setAccessible(true);
      if (field.get(null) instanceof Rules<?> rules) {
        return rules;
      }
    } catch (IllegalAccessException refused) {
      throw new AssertionError(field + " cannot be read", refused);
    }
    throw new AssertionError(field + " is null: is it declared below what it is made of?");
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, RuleTables.class.getClassLoader());
    } catch (ClassNotFoundException gone) {
      throw new AssertionError(name + " is a class file and no class", gone);
    }
  }

  private static List<String> classNames(String packageName) {
    var names = new TreeSet<String>();
    try {
      String folder = packageName.replace('.', '/');
      for (URL place : list(RuleTables.class.getClassLoader().getResources(folder))) {
        names.addAll(classNames(place.toURI(), packageName));
      }
    } catch (IOException | URISyntaxException unreadable) {
      throw new AssertionError("cannot list the classes of " + packageName, unreadable);
    }
    return List.copyOf(names);
  }

  private static List<String> classNames(URI place, String packageName) throws IOException {
    if (!place.getScheme().equals("jar")) {
      return classNames(Path.of(place), packageName);
    }
    try (FileSystem jar = FileSystems.newFileSystem(place, new HashMap<>())) {
      return classNames(jar.getPath("/" + packageName.replace('.', '/')), packageName);
    }
  }

  private static List<String> classNames(Path folder, String packageName) throws IOException {
    String separator = folder.getFileSystem().getSeparator();
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(file -> folder.relativize(file).toString())
          .filter(name -> name.endsWith(CLASS_FILE) && !name.endsWith("-info" + CLASS_FILE))
          .map(name -> name.substring(0, name.length() - CLASS_FILE.length()))
          .map(name -> packageName + "." + name.replace(separator, "."))
          .toList();
    }
  }
}
