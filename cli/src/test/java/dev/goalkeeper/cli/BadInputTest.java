package dev.goalkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.console.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each bad input is one clear line and status 2, before anything is started.
class BadInputTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void unknownOptionIsNamed() {
    refused("Unknown option: '--frobnicate'; see goalkeeper demo --help", "demo", "--frobnicate");
  }

  @Test
  void unknownCommandIsNamed() {
    refused("'dance'", "dance");
  }

  @Test
  void missingCommandAsksForHelp() {
    refused("Missing required subcommand; see goalkeeper --help");
  }

  /// As a service's configuration: comments, and one option a line.
  @Test
  void optionsOfProcessesMayStandInAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("conf"),
        "# where it listens\n--host 127.0.0.1\n--port 70000\n--memory-only\n");
    refused("--host 127.0.0.1 --port 70000", "coordinator", "@" + file);
    Path server = Files.writeString(folder.resolve("server"),
        "--coordinator 127.0.0.1:1\n--domain\n\"rack 1\"\n--memory much\n");
    refused("--memory", "server", "@" + server, "--dir", folder.resolve("s").toString());
  }

  @Test
  void missingKeyIsNamed() {
    refused("KEY", "get");
  }

  @Test
  void numberThatIsNoneIsNamed() {
    refused("--servers", "demo", "--servers", "many");
  }

  @Test
  void fewerServersThanReplicasNeedSaysHowMany() {
    refused("--servers 4: too few; 3 replicas beside their master, and one server to kill, need"
        + " at least 5", "demo", "--servers", "4");
    refused("need at least 4", "demo", "--servers", "3", "--replicas", "2");
    refused("and 2 servers to kill, need at least 6", "demo", "--servers", "5", "--kill", "2");
    refused("and one server to stop, need", "demo", "--servers", "4", "--pause");
  }

  @Test
  void blowsThatNobodyOutlivesOrThatContradictEachOtherAreRefused() {
    refused("--kill 3: with 3 replicas, at most 2 may die at once", "demo", "--kill", "3");
    refused("--kill 0: ", "demo", "--kill", "0");
    refused("--pause: nobody is killed then", "demo", "--pause", "--kill", "2");
    refused("--pause: nobody is killed then", "demo", "--pause", "--power-cut");
  }

  @Test
  void absurdSizesAreRefused() {
    refused("--replicas 0: must be 1 to 16", "demo", "--replicas", "0");
    refused("'maybe' is none; write buffered or synced", "demo", "--mode", "maybe");
    refused("--keep: nothing stays up", "demo", "--keep", "--power-cut");
    refused("--servers 1000: ", "demo", "--servers", "1000");
  }

  @Test
  void unreadableLoadFileIsRefused() {
    refused("--load /no/such/file: cannot be read", "demo", "--load", "/no/such/file");
    refused("is a directory", "demo", "--load", directory.toString());
  }

  @Test
  void emptyLoadFileIsRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("empty"));
    refused("there is nothing in it", "demo", "--load", file.toString());
  }

  @Test
  void loadFileThatBeginsMalformedIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("lines"), "no tab here\n");
    refused(file + " line 1: no tab; each line is key<TAB>value",
        "demo", "--load", file.toString());
  }

  @Test
  void directoryWithSomethingInItIsLeftAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("precious"), "mine");
    refused("there is something in it", "demo", "--dir", directory.toString());
    assertThat(file).hasContent("mine");
  }

  @Test
  void coordinatorThatIsNoAddressIsRefused() {
    refused("--coordinator: not host:port: 'nowhere'", "get", "k", "--coordinator", "nowhere");
  }

  @Test
  void keysAndValuesOverTheLimitAreRefused() {
    refused("keys have at most 65536", "put", "k".repeat(65_537), "v", "--coordinator=localhost:1");
    refused("values have at most 1048576",
        "put", "k", "v".repeat(1_048_577), "--coordinator=localhost:1");
    refused("the key is empty", "put", "", "v", "--coordinator=localhost:1");
  }

  @Test
  void portInUseIsRefused() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refused("cannot listen on 127.0.0.1:" + taken.getLocalPort(),
          "coordinator", "--memory-only", "--port", String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void journalThatIsNoneIsRefused() throws IOException {
    refused("journal", "fsck", directory.toString(), "--journal", "/no/such/journal");
    Path file = Files.writeString(directory.resolve("journal"), "not a journal\n");
    refused("line 1", "fsck", directory.toString(), "--journal", file.toString());
  }

  @Test
  void directoryOfNoServerFailsFsck() {
    Ran ran = Ran.goalkeeper("fsck", directory.toString());
    assertThat(ran.status()).isEqualTo(Status.FAILED);
    assertThat(ran.out()).contains("is no server's data directory");
  }

  private static void refused(String what, String... arguments) {
    Ran ran = Ran.goalkeeper(arguments);
    assertThat(ran.errorLines()).hasSize(1);
    assertThat(ran.err()).startsWith("goalkeeper: ").contains(what);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.status()).isEqualTo(Status.BAD_INPUT);
  }
}
