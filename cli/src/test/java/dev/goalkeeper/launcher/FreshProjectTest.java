package dev.goalkeeper.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.house.Repository;
import dev.goalkeeper.pools.Task;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What somebody does who has the README, a JDK and one jar: the README's own classes, on the
/// module path, with default flags and nothing else.
class FreshProjectTest {
  private static final int JAVA_21 = 21;
  private static final int CLASS_FILES_OF_21 = 65;
  private static final int CLASS_FILE_MAGIC = 0xCAFEBABE;

  private static final Pattern CODE = Pattern.compile("(?s)```java\n(.*?)\n```");
  private static final Pattern TYPE = Pattern.compile("final class (\\w+)");
  private static final Pattern MODULE = Pattern.compile("`(module \\w+ \\{.*?})`");
  private static final Pattern HOLE = Pattern.compile("`(hole: .*?)`");

  @TempDir private Path folder;
  private String readme = "";
  private Path jar = Path.of("");

  @BeforeEach
  void readAsANewcomerDoes() throws Exception {
    readme = Files.readString(Repository.here().root().resolve("README.md"));
    jar = library();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theReadmesTaskRunsFromTheJarAlone(Path jdk) throws Exception {
    writeSources();
    Script.Outcome compiled = compile(jdk);
    assertThat(compiled.errors()).isEmpty();
    assertThat(compiled.status()).isZero();

    Script.Outcome run = run(jdk);
    assertThat(run.errors()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.output())
        .anyMatch(line -> line.startsWith("worker is in Worker G0 (at goal)"))
        .anyMatch(line -> line.contains("worker fired R4"));
  }

  @Test
  void theHoleOfTheReadmeIsFoundInItsWords() throws Exception {
    writeSources();
    Path worker = folder.resolve("example/Worker.java");
    List<String> lines = Files.readAllLines(worker);
    Files.write(worker, lines.stream().filter(line -> !line.contains("\"R3\"")).toList());
    Path jdk = Path.of(System.getProperty("java.home"));
    assertThat(compile(jdk).status()).isZero();
    assertThat(run(jdk).errors()).contains(first(HOLE));
  }

  @Test
  void everyClassOfTheJarIsForJava21() throws IOException {
    try (var library = new JarFile(jar.toFile())) {
      List<JarEntry> classes =
          library.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
      assertThat(classes).extracting(JarEntry::getName)
          .contains("module-info.class", "dev/goalkeeper/pools/Pool.class");
      for (JarEntry each : classes) {
        ByteBuffer start = ByteBuffer.wrap(library.getInputStream(each).readNBytes(8));
        assertThat(start.getInt()).isEqualTo(CLASS_FILE_MAGIC);
        assertThat(start.getInt()).as(each.getName()).isEqualTo(CLASS_FILES_OF_21);
      }
    }
  }

  /// The JDK of this build, and those beside it that the library promises to run on.
  static List<Path> jdks() throws IOException {
    Path here = Path.of(System.getProperty("java.home")).toRealPath();
    var found = new ArrayList<Path>(List.of(here));
    try (Stream<Path> beside = Files.list(here.resolveSibling(""))) {
      for (Path jdk : beside.sorted().toList()) {
        if (version(jdk) >= JAVA_21 && !found.contains(jdk.toRealPath())) {
          found.add(jdk.toRealPath());
        }
      }
    }
    return found;
  }

  private static int version(Path jdk) throws IOException {
    Path release = jdk.resolve("release");
    if (!Files.isExecutable(jdk.resolve("bin/javac")) || !Files.isReadable(release)) {
      return 0;
    }
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    }
    String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
    return Integer.parseInt(version.replaceFirst("\\D.*", ""));
  }

  /// The jar that this build made; in a build that makes none, the same classes in a jar.
  private Path library() throws URISyntaxException {
    Path where =
        Path.of(Task.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isRegularFile(where)) {
      return where;
    }
    Path packed = folder.resolve("goalkeeper-pools.jar");
    int status = ToolProvider.findFirst("jar").orElseThrow()
        .run(System.out, System.err, "--create", "--file", packed.toString(),
            "-C", where.toString(), ".");
    assertThat(status).isZero();
    return packed;
  }

  private void writeSources() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("example"));
    List<String> blocks = CODE.matcher(readme).results().map(block -> block.group(1)).toList();
    for (String block : blocks) {
      Optional<MatchResult> type = TYPE.matcher(block).results().findFirst();
      if (type.isPresent()) { // others are of a client of the store
        Files.writeString(sources.resolve(type.get().group(1) + ".java"), block);
      }
    }
    Files.writeString(folder.resolve("module-info.java"), first(MODULE));
    assertThat(sources).isDirectoryContaining("glob:**/Worker.java")
        .isDirectoryContaining("glob:**/Main.java");
  }

  private Script.Outcome compile(Path jdk) throws Exception {
    return tool(jdk, "javac", "-p", jar.toString(), "-d", "out",
        "module-info.java", "example/Worker.java", "example/Main.java");
  }

  private Script.Outcome run(Path jdk) throws Exception {
    return tool(jdk, "java", "-p", "out:" + jar, "-m", "example/example.Main");
  }

  private Script.Outcome tool(Path jdk, String tool, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of(jdk.resolve("bin").resolve(tool).toString()));
    command.addAll(List.of(arguments));
    return Script.start(new ProcessBuilder(command).directory(folder.toFile()), "").outcome();
  }

  private String first(Pattern pattern) {
    return pattern.matcher(readme).results().findFirst().orElseThrow().group(1);
  }
}
