package dev.goalkeeper.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.cli.console.Json;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The commands that somebody uses a store with, each run in this process, over real sockets.
@Timeout(120)
class UserCommandsTest {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);
  private static final int ROWS = 3_000;
  private static final int TRIES_MAX = 600;
  private static final Liveness PATIENT = new Liveness(
      Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(80), 5);

  @TempDir private Path directory;

  private final List<String> deaths = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final CoordinatorProcess coordinator = CoordinatorProcess.start(ANY_PORT,
      new CoordinatorOptions("test", 1, 1 << 20, PATIENT),
      new MemoryMetadataStore(), deaths::add);

  @BeforeEach
  void start() {
    for (int i = 1; i <= 2; i++) {
      servers.add(start("server-" + i));
    }
    Ran made = run("create", "words");
    for (int i = 0; i < TRIES_MAX && made.status() != 0; i++) {
      made = run("create", "words");
    }
    assertThat(made.status()).isZero();
  }

  @AfterEach
  void stop() {
    servers.forEach(ServerProcess::close);
    coordinator.close();
  }

  @Test
  void singleObjectsAreWrittenCountedListedAndRemoved() {
    assertThat(run("put", "a", "eins", "--table", "words").out()).isEqualTo("version 1\n");
    assertThat(run("incr", "n", "5", "--table", "words").out()).isEqualTo("5\n");
    assertThat(run("incr", "n", "--table", "words").out()).isEqualTo("6\n");
    assertThat(run("get", "n", "--table", "words").out()).isEqualTo("6\n");
    assertThat(run("scan", "--table", "words").out().lines()).contains("n\tnumber:6");
    Ran noNumber = run("incr", "a", "--table", "words");
    assertThat(noNumber.status()).isEqualTo(1);
    assertThat(noNumber.err()).contains("a number has 8");
    assertThat(run("scan", "--table", "words", "--json").out().lines())
        .contains("{\"key\":\"a\",\"value\":\"eins\"}").hasSize(2);
    assertThat(run("scan", "--table", "words", "--limit", "1").out().lines()).hasSize(1);
    assertThat(run("tables").out()).isEqualTo("words\t2\n");
    assertThat(Json.parse(run("tables", "--json").out().strip()).items().getFirst().at("name"))
        .isEqualTo(Json.of("words"));
    assertThat(run("del", "a", "--table", "words").status()).isZero();
    assertThat(run("del", "a", "--table", "words").status()).isEqualTo(1);
    assertThat(run("scan", "--table", "nowhere").err()).contains("UNKNOWN_TABLE");
  }

  @Test
  void shellRunsLineAfterLineAndEndsAtTheFirstThatFails() throws IOException {
    Path lines = Files.writeString(directory.resolve("lines"), """
        # of the table words
        create others

        use others
        put 'two words' "and \\"quotes\\""
        get 'two words'
        incr n 3 --table words
        use words
        get n --table others
        put never run
        """);

    Ran ran = run("shell", lines.toString());
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out().lines()).endsWith("version 1", "and \"quotes\"", "3");
    assertThat(ran.err()).contains("no object 'n' in table 'others'",
        "line 9: failed, and nothing after it was run: get n --table others");
    assertThat(run("scan", "--table", "words").out().lines()).hasSize(1);

    Files.writeString(lines, "tables\nexit\nget n\n");
    assertThat(run("shell", lines.toString()).status()).isZero();
    Files.writeString(lines, "put 'open\n");
    Ran open = run("shell", lines.toString(), "--table", "words");
    assertThat(open.status()).isEqualTo(2);
    assertThat(open.err()).contains("a quote is not closed");
    assertThat(run("shell", directory.resolve("none").toString()).errorLines())
        .singleElement().asString().contains("cannot read");
  }

  @Test
  void droppedTableIsGoneAndItsNameIsFree() {
    assertThat(run("put", "a", "1", "--table", "words").status()).isZero();
    assertThat(run("drop", "words").out()).isEqualTo("table 'words' is dropped\n");
    assertThat(run("tables").out()).isEmpty();
    Ran gone = run("drop", "words");
    assertThat(gone.status()).isEqualTo(1);
    assertThat(gone.err()).contains("there is no table 'words'");
    assertThat(run("get", "a", "--table", "words").err()).contains("there is no table 'words'");
    assertThat(run("create", "words").status()).isZero();
    assertThat(run("get", "a", "--table", "words").status()).isEqualTo(1);
    assertThat(Json.parse(run("drop", "words", "--json").out().strip()).at("name"))
        .isEqualTo(Json.of("words"));
  }

  @Test
  void exportGivesTheRowsBackThatWereImported() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add("key " + i + ",\"value, " + "x".repeat(i % 90) + "\"");
    }
    Path in = Files.write(directory.resolve("in.csv"),
        Stream.concat(Stream.of("key,value"), rows.stream()).toList());
    Path out = directory.resolve("out.csv");

    Ran imported = run("import", in.toString(), "--table", "rows", "--json");
    assertThat(imported.status()).as(imported.err()).isZero();
    assertThat(Json.parse(imported.out().strip()).at("written")).isEqualTo(Json.of(ROWS));
    assertThat(run("export", out.toString(), "--table", "rows").out())
        .isEqualTo(ROWS + " rows written to " + out + "\n");
    assertThat(Files.readAllLines(out)).startsWith("key,value")
        .containsExactlyInAnyOrderElementsOf(Files.readAllLines(in));
  }

  @Test
  void columnsOfTablesComeBackAsTheyWere() throws IOException {
    Path in = Files.write(directory.resolve("in.csv"),
        List.of("name,id,city", "Ada,1,London", "\"Hopper, G\",2,"));
    Path out = directory.resolve("out.csv");

    assertThat(run("import", in.toString(), "--key", "id", "--table", "people").status())
        .isZero();
    assertThat(run("get", "1", "--table", "people").out())
        .isEqualTo("{\"name\":\"Ada\",\"city\":\"London\"}\n");
    assertThat(run("export", out.toString(), "--columns", "name,id,city", "--key", "id",
        "--table", "people").status()).isZero();
    assertThat(Files.readAllLines(out)).startsWith("name,id,city")
        .containsExactlyInAnyOrder("name,id,city", "Ada,1,London", "\"Hopper, G\",2,\"\"");

    Files.delete(out);
    Ran other = run("export", out.toString(), "--columns", "id,name", "--table", "people");
    assertThat(other.status()).isEqualTo(1);
    assertThat(other.errorLines()).singleElement().asString()
        .contains("is not made of the columns id,name", "nothing was written");
    assertThat(out).doesNotExist();
    assertThat(run("import", in.toString(), "--key", "nr").errorLines())
        .singleElement().asString().contains("there is no column 'nr'; there are name,id,city");
  }

  @Test
  void serverThatJoinsGetsItsShareAndOneThatIsDrainedMayBeStopped() throws IOException {
    Path in = Files.write(directory.resolve("in.csv"), Stream.concat(Stream.of("key,value"),
        Stream.iterate(0, i -> i + 1).limit(ROWS).map(i -> "key " + i + ",value " + i)).toList());
    assertThat(run("import", in.toString(), "--table", "words").status()).isZero();
    String first = servers.getFirst().address().toString();
    assertThat(run("drain", first).err()).contains("start 1 more first");

    servers.add(start("server-3"));
    awaitUp(3);
    assertThat(run("rebalance", "--dry-run").out()).contains("steps would be taken");
    Ran balanced = run("rebalance");
    assertThat(balanced.status()).as(balanced.err()).isZero();
    assertThat(run("rebalance").out()).isEqualTo("all servers have about as much already\n");

    Ran drained = run("drain", first, "--json");
    assertThat(drained.status()).as(drained.err()).isZero();
    assertThat(Json.parse(drained.out().strip()).at("tablets_left")).isEqualTo(Json.of(0));
    assertThat(run("put", "one more", "value", "--table", "words").status()).isZero();
    servers.removeFirst().close();
    Path out = directory.resolve("out.csv");
    assertThat(run("del", "one more", "--table", "words").status()).isZero();
    assertThat(run("export", out.toString(), "--table", "words").status()).isZero();
    assertThat(Files.readAllLines(out))
        .containsExactlyInAnyOrderElementsOf(Files.readAllLines(in));
    assertThat(run("drain", "s9.9").err()).contains("no server 's9.9' is up");
    assertThat(run("drain", servers.getFirst().address().toString(), "--undo").out())
        .contains("may have tablets again");
    assertThat(deaths).isEmpty();
  }

  private ServerProcess start(String name) {
    return ServerProcess.start(ANY_PORT, directory.resolve(name),
        new ServerOptions("test", coordinator.address(), "", 64L << 20, 16L << 20),
        deaths::add);
  }

  private void awaitUp(int count) {
    try (StoreClient client = StoreClient.connect(ClientOptions.of(coordinator.address()))) {
      for (int i = 0; i < TRIES_MAX; i++) {
        if (client.membership() instanceof Outcome.Listed(var list)
            && list.members().size() == count) {
          return;
        }
      }
    }
    throw new AssertionError("not " + count + " servers are up");
  }

  @Test
  void badRowsAndKeysThatComeAgainAreToldAndStopNothing() throws IOException {
    Path in = Files.writeString(directory.resolve("in.tsv"), "a\t1\nb\nc\t2\na\t3\n");

    Ran imported = run("import", in.toString(), "--table", "words");
    assertThat(imported.status()).isEqualTo(1);
    assertThat(imported.err()).contains("line 2: 1 fields",
        "line 4: its key was in line 1 already");
    assertThat(imported.out()).contains("3 rows written, 1 bad, 1 keys came again");
    assertThat(run("get", "a", "--table", "words").out()).isEqualTo("3\n");
    assertThat(run("import", in.toString(), "--table", "words", "--from-line", "3").status())
        .isZero();
    Ran stopped = run("import", in.toString(), "--table", "words", "--errors-max", "0");
    assertThat(stopped.status()).isEqualTo(1);
    assertThat(stopped.out()).contains("go on with --from-line 2");
  }

  @Test
  void fullStoreStopsAnImportThatSaysWhereToGoOn() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      rows.add(i + "\t" + "x".repeat(200_000));
    }
    Path in = Files.write(directory.resolve("in.tsv"), rows);

    Ran stopped = run("import", in.toString(), "--table", "words");
    assertThat(stopped.status()).isEqualTo(1);
    assertThat(stopped.out()).contains("the memory of", "is full", "go on with --from-line");
  }

  @Test
  void filesThatCannotBeUsedAreOneLine() {
    assertThat(run("import", directory.resolve("none.csv").toString()).errorLines())
        .singleElement().asString().contains("cannot read");
    assertThat(run("import", "rows.txt").status()).isEqualTo(2);
    assertThat(run("export", directory.resolve("no/where.csv").toString(), "--table", "words")
        .errorLines()).singleElement().asString().contains("cannot write");
  }

  private Ran run(String command, String... arguments) {
    return Ran.goalkeeper(Stream.concat(Stream.concat(Stream.of(command), Stream.of(arguments)),
        Stream.of("--coordinator", coordinator.address().toString())).toArray(String[]::new));
  }
}
