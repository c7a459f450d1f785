package dev.goalkeeper.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `./goalkeeper` finds a JDK, builds what is older than the sources, and starts the command.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherTest {
  @TempDir private Path folder = Path.of("");
  private FakeTree tree = new FakeTree(folder);

  @BeforeEach
  void makeTree() throws IOException {
    tree = FakeTree.in(folder);
  }

  @Test
  void firstCallBuildsThenStartsTheCommandWithItsArgumentsAndInput() throws Exception {
    Script.Outcome outcome = run(tree.call("put", "a key", ""), "value\n");

    assertThat(outcome.status()).isZero();
    assertThat(outcome.output())
        .contains("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")
        .endsWith(
            "-cp",
            tree.root().resolve("cli/target/goalkeeper.jar").toString(),
            "dev.goalkeeper.cli.Main",
            "put",
            "a key",
            "",
            "value");
    assertThat(outcome.errors()).hasLineCount(1).contains("building", "build.log");
    assertThat(tree.builds())
        .singleElement()
        .asString()
        .startsWith(tree.root().resolve("jdk 25") + " | " + tree.root() + " | ")
        .contains("-Dmaven.test.skip=true")
        .endsWith("package | ");
  }

  @Test
  void secondCallBuildsNothingAndSaysNothing() throws Exception {
    run(tree.call("status"));

    assertThat(run(tree.call("status")).errors()).isEmpty();
    assertThat(tree.builds()).hasSize(1);
  }

  @Test
  void changedAddedAndDeletedSourcesAreBuiltAnew() throws Exception {
    run(tree.call("status"));

    Path sources = tree.root().resolve("cli/src/main/java");
    Files.writeString(sources.resolve("Main.java"), "changed");
    run(tree.call("status"));
    Files.createFile(sources.resolve("Added.java"));
    run(tree.call("status"));
    Files.delete(sources.resolve("Added.java"));
    run(tree.call("status"));
    Files.writeString(tree.root().resolve("cli/pom.xml"), "changed");
    run(tree.call("status"));

    assertThat(tree.builds()).hasSize(5);
  }

  @Test
  void sourceSavedDuringTheBuildIsBuiltByTheNextCall() throws Exception {
    mkfifo("gate");
    Script slow = start(tree.call("status"));
    try (OutputStream atTheGate = Files.newOutputStream(tree.root().resolve("gate"))) {
      Files.writeString(tree.root().resolve("cli/src/main/java/Main.java"), "saved");
      atTheGate.write('\n');
    }
    assertThat(slow.outcome().status()).isZero();
    Files.delete(tree.root().resolve("gate"));

    run(tree.call("status"));

    assertThat(tree.builds()).hasSize(2);
  }

  @Test
  void ofTwoCallsAtOnceOneBuildsAndTheOtherWaits() throws Exception {
    mkfifo("gate");
    Script first = start(tree.call("status"));
    assertThat(first.nextError()).contains("building");
    Script second = start(tree.call("status"));
    assertThat(second.nextError()).contains("waiting for the build of process");
    Files.writeString(tree.root().resolve("gate"), "go on");

    assertThat(first.outcome().status()).isZero();
    assertThat(second.outcome().status()).isZero();
    assertThat(tree.builds()).hasSize(1);
    assertThat(lock()).doesNotExist();
  }

  @Test
  void lockOfADeadProcessIsBroken() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(lock().getParent());
    Files.createSymbolicLink(lock(), Path.of(Long.toString(dead.pid())));

    assertThat(run(tree.call("status")).status()).isZero();
    assertThat(tree.builds()).hasSize(1);
  }

  @Test
  void classesAreSharedUntilTheNextBuild() throws Exception {
    Path archive = tree.root().resolve("target/goalkeeper/classes.jsa");
    String leaves = "-XX:ArchiveClassesAtExit=" + archive;
    String reads = "-XX:SharedArchiveFile=" + archive;

    assertThat(run(tree.call("--help")).output()).doesNotContain(leaves, reads);
    assertThat(run(tree.call("put")).output()).contains(leaves).doesNotContain(reads);
    Files.createFile(archive);
    assertThat(run(tree.call("--help")).output()).contains(reads).doesNotContain(leaves);
    Files.writeString(tree.root().resolve("cli/pom.xml"), "changed");
    assertThat(run(tree.call("get")).output()).contains(leaves).doesNotContain(reads);
  }

  @Test
  void failedBuildShowsItsErrorsNamesItsLogAndStartsNothing() throws Exception {
    tree.write("broken", "");

    Script.Outcome outcome = run(tree.call("status"));

    assertThat(outcome.status()).isEqualTo(4);
    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.errors())
        .contains("[ERROR] it is broken")
        .endsWith("see " + tree.root().resolve("target/goalkeeper/build.log"));
    assertThat(lock()).doesNotExist();
  }

  @Test
  void verifyRunsMavenOnThatJdkAndKeepsItsStatus() throws Exception {
    assertThat(run(tree.call("verify", "-o")).status()).isZero();
    assertThat(tree.builds()).singleElement().asString().contains(" -o verify | ");

    tree.write("broken", "");
    assertThat(run(tree.call("verify")).status()).isEqualTo(1);
    assertThat(lock()).doesNotExist();
  }

  @Test
  void worksThroughALinkFromAnyFolderAndWithoutABuildWhenToldSo() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("gk"), tree.root().resolve("goalkeeper"));
    ProcessBuilder call = tree.call().command(link.toString(), "get").directory(folder.toFile());
    call.environment().put("GOALKEEPER_NO_BUILD", "1");

    Script.Outcome outcome = run(call);

    assertThat(outcome.status()).isZero();
    assertThat(outcome.output()).contains(tree.root() + "/cli/target/goalkeeper.jar");
    assertThat(tree.builds()).isEmpty();
  }

  @Test
  void jdkThatIsTooOldOrNoneIsRefusedInOneLine() throws Exception {
    for (Path bad : List.of(tree.jdk("jdk 17", "17.0.15"), tree.jdk("old", "1.8.0_1"), folder)) {
      ProcessBuilder call = tree.call("status");
      call.environment().put("GOALKEEPER_JAVA_HOME", bad.toString());

      Script.Outcome outcome = run(call);

      assertThat(outcome.status()).isEqualTo(3);
      assertThat(outcome.errors()).hasLineCount(1).contains(bad.toString(), "JDK 25");
    }
    assertThat(tree.builds()).isEmpty();
  }

  @Test
  void jdkOnThePathIsTakenWhereJavaHomeIsTooOld() throws Exception {
    Path onPath = tree.jdk("new jdk", "26-ea");
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("java"), onPath.resolve("bin/java"));
    ProcessBuilder call = tree.call("status");
    call.environment().remove("GOALKEEPER_JAVA_HOME");
    call.environment().put("JAVA_HOME", tree.jdk("jdk 17", "17").toString());
    call.environment().merge("PATH", links + ":", (path, before) -> before + path);

    assertThat(run(call).status()).isZero();
    assertThat(tree.builds()).singleElement().asString().startsWith(onPath + " | ");
  }

  @Test
  void peersAreBuiltForTheirBenchmarkAlone() throws Exception {
    run(tree.call("bench", "rules"));
    assertThat(tree.builds()).singleElement().asString().doesNotContain("peers");
    Files.createDirectories(tree.root().resolve("peers/target"));

    Script.Outcome outcome = run(tree.call("bench", "rules", "--full"));
    assertThat(outcome.output())
        .contains("-Djdk.virtualThreadScheduler.parallelism=1",
            tree.root().resolve("cli/target/goalkeeper.jar") + ":"
                + tree.root().resolve("peers/target/goalkeeper-peers.jar"));
    assertThat(tree.builds()).hasSize(2).last().asString()
        .contains("-Ppeers -pl cli,peers -am package");
    run(tree.call("bench", "rules", "--full"));
    run(tree.call("status"));
    assertThat(tree.builds()).hasSize(2);
  }

  private Script start(ProcessBuilder call) throws IOException {
    return Script.start(call, "");
  }

  private Script.Outcome run(ProcessBuilder call) throws IOException, InterruptedException {
    return run(call, "");
  }

  private Script.Outcome run(ProcessBuilder call, String input)
      throws IOException, InterruptedException {
    return Script.start(call, input).outcome();
  }

  private Path lock() {
    return tree.root().resolve("target/goalkeeper/lock");
  }

  private void mkfifo(String name) throws IOException, InterruptedException {
    new ProcessBuilder("mkfifo", tree.root().resolve(name).toString()).start().waitFor();
  }
}
