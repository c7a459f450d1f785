package dev.goalkeeper.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Every arrow holds between the classes of the repository, and refuses classes made to bend it.
class ArrowsTest {
  /// An arrow, and two classes of which the first breaks it by using the second. Those of ours are
  /// made for it; others exist.
  record Crooked(Arrow arrow, String user, String used) {
    List<String> sources() {
      String bad = "package " + packageOf(user) + "; final class Bad { " + used + " field; }";
      String name = used.substring(used.lastIndexOf('.') + 1);
      String good = "package " + packageOf(used) + "; public class " + name + " {}";
      return used.startsWith(Arrow.ROOT) ? List.of(bad, good) : List.of(bad);
    }

    private static String packageOf(String name) {
      return name.substring(0, name.lastIndexOf('.'));
    }
  }

  private static final List<Crooked> CROOKED =
      List.of(
          crooked(Arrow.STORE_PACKAGES_ARE_LISTED, "store.elsewhere", "store.wire"),
          crooked(Arrow.STORE_USES_ONLY_WHAT_IS_LISTED_BEFORE, "store.wire", "store.transport"),
          crooked(Arrow.STORE_USES_ONLY_WHAT_IS_LISTED_BEFORE, "store.log", "store.replication"),
          crooked(Arrow.STORE_USES_ONLY_WHAT_IS_LISTED_BEFORE, "store.client", "store.server"),
          crooked(Arrow.FSCK_STANDS_ALONE, "store.fsck", "store.membership"),
          crooked(Arrow.FSCK_STANDS_ALONE, "store.server", "store.fsck"),
          crooked(Arrow.POOLS_USE_NOTHING, "pools", "store.wire"),
          crooked(Arrow.POOLS_USE_NOTHING, "pools", "testkit"),
          new Crooked(Arrow.POOLS_USE_NOTHING, "dev.goalkeeper.pools.A", "org.slf4j.Logger"),
          crooked(Arrow.TESTKIT_USES_ONLY_POOLS_AND_JUNIT, "testkit", "store.wire"),
          crooked(Arrow.METERS_USE_ONLY_POOLS_AND_MICROMETER, "micrometer", "testkit"),
          crooked(Arrow.RECORDERS_USE_ONLY_POOLS, "jfr", "micrometer"),
          crooked(Arrow.EXAMPLES_USE_ONLY_POOLS_AND_TESTKIT, "examples.raft", "store.wire"),
          new Crooked(Arrow.ONLY_THE_RECORD_KNOWS_ZOOKEEPER,
              "dev.goalkeeper.store.coordinator.A", "org.apache.zookeeper.ZooKeeper"),
          new Crooked(Arrow.ONLY_THE_RECORD_KNOWS_ZOOKEEPER,
              "dev.goalkeeper.cli.A", "org.apache.curator.framework.CuratorFramework"),
          crooked(Arrow.ONLY_THE_RECORD_KNOWS_ZOOKEEPER, "zookeeper", "store.coordinator"),
          crooked(Arrow.NOTHING_BELOW_USES_WHAT_IS_ABOVE, "store.server", "zookeeper"),
          crooked(Arrow.NOTHING_BELOW_USES_WHAT_IS_ABOVE, "store.master", "examples"),
          crooked(Arrow.NOTHING_BELOW_USES_WHAT_IS_ABOVE, "store.master", "testkit"),
          crooked(Arrow.NOTHING_BELOW_USES_WHAT_IS_ABOVE, "store.master", "clustersim"),
          crooked(Arrow.NOTHING_BELOW_USES_WHAT_IS_ABOVE, "clustersim", "cli"),
          crooked(Arrow.NOTHING_BELOW_USES_WHAT_IS_ABOVE, "store.server", "bench"),
          crooked(Arrow.NOTHING_BELOW_USES_WHAT_IS_ABOVE, "bench", "cli"),
          new Crooked(
              Arrow.SOCKETS_STAY_IN_THE_TRANSPORT,
              "dev.goalkeeper.store.replication.A",
              "io.netty.channel.Channel"),
          new Crooked(
              Arrow.SOCKETS_STAY_IN_THE_TRANSPORT,
              "dev.goalkeeper.store.client.A",
              "java.net.Socket"),
          new Crooked(
              Arrow.MAPPED_FILES_STAY_IN_THE_STORAGE,
              "dev.goalkeeper.store.backup.A",
              "java.nio.channels.FileChannel"),
          new Crooked(
              Arrow.ONLY_THE_COMMAND_PARSES_ARGUMENTS,
              "dev.goalkeeper.store.server.A",
              "picocli.CommandLine"),
          crooked(Arrow.COMMANDS_USE_ONLY_WHAT_ALL_SHARE, "cli.console", "cli.fleet"),
          crooked(Arrow.COMMANDS_USE_ONLY_WHAT_ALL_SHARE, "cli.chaos", "cli.demo"),
          crooked(Arrow.COMMANDS_USE_ONLY_WHAT_ALL_SHARE, "cli.bench", "cli"));

  private static JavaClasses ours = new ClassFileImporter().importPaths(List.of());

  @BeforeAll
  static void importAllModules() {
    ours =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.goalkeeper");
  }

  @ParameterizedTest
  @EnumSource
  void holds(Arrow arrow) {
    assertThat(arrow.broken(ours)).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("CROOKED")
  void refuses(Crooked crooked, @TempDir Path folder) {
    assertThat(crooked.arrow().broken(compiled(folder, crooked.sources()))).isNotEmpty();
  }

  @Test
  void theSimulatorMayNotBeATask(@TempDir Path folder) {
    JavaClasses bad =
        compiled(
            folder,
            List.of(
                "package dev.goalkeeper.pools; public abstract class Task {}",
                "package dev.goalkeeper.clustersim; "
                    + "final class Bad extends dev.goalkeeper.pools.Task {}"));

    assertThat(Arrow.THE_SIMULATOR_ADDS_NO_RULES.broken(bad))
        .singleElement()
        .asString()
        .contains("Bad");
  }

  @Test
  void theSimulatorMayNotDeclareClauses(@TempDir Path folder) {
    JavaClasses bad =
        compiled(
            folder,
            List.of(
                "package dev.goalkeeper.pools; public class Clauses {"
                    + " public static void of(Class<?> type) {} }",
                "package dev.goalkeeper.testkit; final class Bad {"
                    + " void m() { dev.goalkeeper.pools.Clauses.of(Bad.class); } }"));

    assertThat(Arrow.THE_SIMULATOR_ADDS_NO_RULES.broken(bad))
        .singleElement()
        .asString()
        .contains("Bad");
  }

  /// An arrow over classes that were not found would hold for ever.
  @Test
  void theClassesOfEveryModuleAreSeen() {
    assertThat(ours.stream().map(each -> each.getPackageName()))
        .contains(
            "dev.goalkeeper.pools",
            "dev.goalkeeper.testkit",
            "dev.goalkeeper.micrometer",
            "dev.goalkeeper.jfr",
            "dev.goalkeeper.examples",
            "dev.goalkeeper.store.wire",
            "dev.goalkeeper.zookeeper",
            "dev.goalkeeper.clustersim",
            "dev.goalkeeper.bench",
            "dev.goalkeeper.cli",
            "dev.goalkeeper.cli.console");
    assertThat(ours.contain("dev.goalkeeper.pools.Task")).isTrue();
    assertThat(ours.contain("dev.goalkeeper.pools.Clauses")).isTrue();
  }

  @Test
  void everyArrowHasACrookedExample() {
    assertThat(Stream.of(Arrow.values()).filter(a -> a != Arrow.THE_SIMULATOR_ADDS_NO_RULES))
        .allMatch(arrow -> CROOKED.stream().anyMatch(each -> each.arrow() == arrow));
  }

  private static Crooked crooked(Arrow arrow, String user, String used) {
    return new Crooked(arrow, Arrow.ROOT + user + ".A", Arrow.ROOT + used + ".B");
  }

  private static JavaClasses compiled(Path folder, List<String> sources) {
    JavaSource.compile(folder, sources);
    return new ClassFileImporter().importPath(folder);
  }
}
