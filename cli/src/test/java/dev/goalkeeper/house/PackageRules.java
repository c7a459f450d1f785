package dev.goalkeeper.house;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// What only all files together show.
final class PackageRules {
  private PackageRules() {}

  /// Each package is described in its module: in main, or in test if only tests use it.
  static List<Finding> undescribed(Collection<JavaSource> sources) {
    var described = new TreeSet<String>();
    var first = new TreeMap<String, JavaSource>();
    for (JavaSource source : sources) {
      first.putIfAbsent(packageOf(source), source);
      if (source.name().equals("package-info")) {
        described.add(packageOf(source));
      }
    }
    first.keySet().removeAll(described);
    return first.values().stream()
        .filter(source -> !source.name().equals("module-info"))
        .map(source -> new Finding(source.path(), 1, "its package has no package-info"))
        .toList();
  }

  /// Module and package; main and test of one package are one.
  private static String packageOf(JavaSource source) {
    String folder = source.path().substring(0, source.path().lastIndexOf('/'));
    return folder.replaceFirst("/src/\\w+/java", "");
  }
}
