package dev.goalkeeper.launcher;

import dev.goalkeeper.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A work tree that holds the real script, sources that nobody compiles, a Maven that only notes
/// how it was called, and JDKs that only say what they were asked to run.
record FakeTree(Path root) {
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  /// Notes its call, swallows its input, builds a jar if it may.
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME | $(pwd -P) | $* | $(cat)" >> calls
      [ ! -p gate ] || cat gate
      [ ! -f broken ] || { echo '[ERROR] it is broken'; exit 1; }
      mkdir -p cli/target
      touch cli/target/goalkeeper.jar
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      for argument; do echo "$argument"; done
      cat
      """;

  static FakeTree in(Path folder) throws IOException {
    Path root = Files.createDirectories(folder.toRealPath().resolve("work tree"));
    var tree = new FakeTree(root);
    Files.copy(Repository.here().root().resolve("goalkeeper"), root.resolve("goalkeeper"));
    tree.executable("goalkeeper", Files.readString(root.resolve("goalkeeper")));
    tree.executable("mvnw", MAVEN);
    tree.write("pom.xml", "");
    tree.write(".mvn/maven.config", "");
    tree.write("cli/pom.xml", "");
    tree.write("cli/src/main/java/Main.java", "");
    tree.jdk("jdk 25", "25.0.3");
    return tree;
  }

  /// Makes a JDK of this version; returns its folder.
  Path jdk(String name, String version) throws IOException {
    executable(name + "/bin/java", JAVA);
    executable(name + "/bin/javac", JAVA);
    write(name + "/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return root.resolve(name);
  }

  /// A call of the script with the fake JDK 25 named by its own variable.
  ProcessBuilder call(String... arguments) {
    var command = new ArrayList<>(List.of(root.resolve("goalkeeper").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("GOALKEEPER_"));
    builder.environment().put("GOALKEEPER_JAVA_HOME", root.resolve("jdk 25").toString());
    return builder;
  }

  /// How Maven was called, one line a call.
  List<String> builds() throws IOException {
    Path calls = root.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
  }

  Path write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    Files.setLastModifiedTime(file.getParent(), FileTime.from(LONG_AGO));
    return file;
  }

  private void executable(String name, String text) throws IOException {
    Path file = write(name, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
