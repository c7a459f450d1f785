package dev.goalkeeper.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.cli.Ran;
import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Mode;
import dev.goalkeeper.store.wire.Refusal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, as many as R replicas and their master need and no more; and mistakes of whoever
/// starts another beside them.
class TooFewServersTest {
  private static final int REPLICAS = 2;
  private static final int KEYS = 40;
  private static final String TABLE = "words";

  /// Each takes up to [#WAIT].
  private static final int ATTEMPTS_MAX = 60;

  /// For a write that has to wait for as long as there are too few servers.
  private static final Duration WAIT = Duration.ofSeconds(1);

  /// For whatever is to be done, until somebody looks whether all servers are still there.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int INSIST_MAX = 12;

  @TempDir
  private Path directory;

  private Machines machines;
  private StoreClient client;

  @BeforeEach
  void start() {
    machines = new Machines(directory,
        new Machines.Plan(REPLICAS + 1, REPLICAS, Mode.BUFFERED, List.of()));
    client = client(PATIENCE);
    machines.heal(client);
    assertThat(insist(_ -> client.createTable(TABLE))).isInstanceOf(Outcome.Served.class);
    for (int i = 0; i < KEYS; i++) {
      assertThat(written(i, key(i))).isEqualTo(new Outcome.Written(1));
    }
  }

  @AfterEach
  void stop() {
    client.close();
    machines.close();
  }

  @Test
  void writesWaitStatusSaysWhyAndNothingIsLost() {
    Machine away = machines.servers().getLast();
    away.kill();
    String said = "";
    try (var hasty = client(WAIT)) {
      for (int i = 0; i < ATTEMPTS_MAX && !said.contains("WAIT for a backup"); i++) {
        assertThat(hasty.write(TABLE, key(KEYS + i), key(i)))
            .isNotInstanceOf(Outcome.Refused.class);
        said = status(machines.servers().getFirst());
      }
    }
    assertThat(said).containsPattern("\\d+ replicas WAIT for a backup, and writes with them: 2 "
        + "replicas need as many failure domains \\(process\\) up beside this server");

    machines.heal(client);
    for (int i = 0; i < KEYS; i++) {
      Bytes key = key(i);
      assertThat(insist(_ -> client.read(TABLE, key))).isEqualTo(new Outcome.Value(1, key));
    }
    assertThat(written(0, key(1))).as(this::statuses).isEqualTo(new Outcome.Written(2));
  }

  @Test
  void mistakesOfWhoeverStartsAnotherServerAreOneLineEach() {
    Machine last = machines.servers().getLast();
    refused("is in use by a running server; stop it, or name another directory",
        "chaos", last.home());
    refused("this is the coordinator of cluster 'chaos', not of 'other': check the server's "
        + "coordinator address, --cluster and data directory", "other", directory.resolve("new"));
    last.kill();
    refused("belongs to cluster 'chaos'", "other", last.home());
  }

  private void refused(String why, String cluster, Path home) {
    Ran ran = Ran.goalkeeper("server", "--cluster", cluster, "--dir", home.toString(),
        "--coordinator", machines.addresses().getFirst().toString());
    assertThat(ran.status()).isNotZero();
    assertThat(ran.errorLines()).hasSize(1);
    assertThat(ran.err()).startsWith("goalkeeper: ").contains(why);
  }

  private StoreClient client(Duration deadline) {
    return StoreClient.connect(ClientOptions.of(machines.addresses()).withDeadline(deadline));
  }

  private Outcome written(int number, Bytes value) {
    return insist(before -> before instanceof Outcome.Unknown unknown
        ? client.retry(unknown) : client.write(TABLE, key(number), value));
  }

  /// Until it is done: on a busy machine any server may be given up at any time, and with it gone
  /// there are too few again until it is started.
  ///
  /// @param what is tried, by what came of it before
  private Outcome insist(UnaryOperator<Outcome> what) {
    Outcome came = what.apply(new Outcome.NotDone("not begun"));
    for (int i = 0; i < INSIST_MAX && undone(came); i++) {
      machines.heal(client);
      came = what.apply(came);
    }
    return came;
  }

  private static boolean undone(Outcome outcome) {
    return outcome instanceof Outcome.Unknown || outcome instanceof Outcome.NotDone
        || (outcome instanceof Outcome.Refused refused
            && refused.reason() == Refusal.TOO_FEW_SERVERS);
  }

  private String statuses() {
    return machines.servers().stream().map(this::status).collect(Collectors.joining("\n"));
  }

  private String status(Machine machine) {
    var request = new Inspect(Inspect.Kind.STATUS, "");
    return client.inspect(machine.address(), request) instanceof Outcome.Inspected said
        ? said.text() : "";
  }

  private static Bytes key(int number) {
    return Bytes.utf8("key " + number);
  }
}
