package dev.goalkeeper.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.coordinator.Liveness;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.server.CoordinatorProcess;
import dev.goalkeeper.store.server.ServerOptions;
import dev.goalkeeper.store.server.ServerProcess;
import dev.goalkeeper.store.wire.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An import into a cluster whose disks have less room than its memory.
@Timeout(120)
class FullDiskImportTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final int TRIES_MAX = 600;
  private static final int ROWS = 150;
  private static final int VALUE_CHARS = 200_000;
  private static final long MEBIBYTE = 1 << 20;
  private static final Pattern FROM = Pattern.compile("go on with --from-line (\\d+)");
  private static final Liveness PATIENT = new Liveness(
      Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(80), 5);

  @TempDir private Path directory;

  private final List<String> deaths = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final CoordinatorProcess coordinator = CoordinatorProcess.start(ANY_PORT,
      new CoordinatorOptions("test", 1, (int) MEBIBYTE, PATIENT),
      new MemoryMetadataStore(), deaths::add);

  @AfterEach
  void stop() {
    servers.forEach(ServerProcess::close);
    coordinator.close();
    assertThat(deaths).isEmpty();
  }

  @Test
  void fullDisksStopAnImportThatSaysWhyAndGoesOnOnceThereIsRoom() throws IOException {
    start("small-1", 9 * MEBIBYTE);
    start("small-2", 9 * MEBIBYTE);
    Ran made = run("create", "rows");
    for (int i = 0; i < TRIES_MAX && made.status() != 0; i++) {
      made = run("create", "rows");
    }
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(i + "\t" + (i + " ").repeat(VALUE_CHARS).substring(0, VALUE_CHARS).strip());
    }
    Path in = Files.write(directory.resolve("in.tsv"), rows);

    Ran stopped = run("import", in.toString(), "--table", "rows");
    assertThat(stopped.status()).isEqualTo(1);
    assertThat(stopped.err()).as(stopped.out())
        .contains("WAIT for a backup", "room on their disks");
    String from = FROM.matcher(stopped.out()).results().findFirst().orElseThrow().group(1);
    assertThat(Integer.parseInt(from)).isBetween(2, ROWS);

    start("large", 200 * MEBIBYTE);
    Ran gone = run("import", in.toString(), "--table", "rows", "--from-line", from);
    assertThat(gone.status()).as(gone.out()).isZero();
    Path out = directory.resolve("out.tsv");
    assertThat(run("export", out.toString(), "--table", "rows").status()).isZero();
    assertThat(Files.readAllLines(out)).containsExactlyInAnyOrderElementsOf(rows);
  }

  private void start(String name, long diskBytes) {
    servers.add(ServerProcess.start(ANY_PORT, directory.resolve(name),
        new ServerOptions("test", coordinator.address(), "", diskBytes, 64 * MEBIBYTE),
        deaths::add));
  }

  private Ran run(String command, String... arguments) {
    return Ran.goalkeeper(Stream.concat(Stream.concat(Stream.of(command), Stream.of(arguments)),
        Stream.of("--coordinator", coordinator.address().toString())).toArray(String[]::new));
  }
}
