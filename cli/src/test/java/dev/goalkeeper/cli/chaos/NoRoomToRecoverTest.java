package dev.goalkeeper.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.wire.Bytes;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes whose memory is nearly full, and one of them dies: nobody has room for what it
/// held. It is not served, and not forgotten; as soon as there is room again it is all there.
class NoRoomToRecoverTest {
  private static final String TABLE = "words";

  /// Three servers with about 2.3 megabytes for objects each; what is written does not fit into
  /// two of them.
  private static final int SERVERS = 3;
  private static final String MEMORY = "--memory=4m";
  private static final int KEYS = 165;
  private static final int VALUE_BYTES = 40_000;

  /// For what is not served, as long as that is so.
  private static final Duration WAIT = Duration.ofMillis(1_500);

  /// For whatever is to be done, however busy the machine is.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int ATTEMPTS_MAX = 40;

  @TempDir
  private Path directory;

  @Test
  void whatNobodyHasRoomForIsServedOnceThereIsRoom() {
    var plan = new Machines.Plan(SERVERS, 1, Mode.BUFFERED, List.of(MEMORY));
    try (var machines = new Machines(directory, plan);
        var patient = client(machines, PATIENCE);
        var client = client(machines, WAIT)) {
      machines.heal(client);
      assertThat(patient.createTable(TABLE)).isInstanceOf(Outcome.Served.class);
      for (int i = 0; i < KEYS; i++) {
        assertThat(patient.write(TABLE, key(i), value(i))).isEqualTo(new Outcome.Written(1));
      }
      machines.servers().getLast().kill();
      assertThat(unserved(client)).isPositive();
      String status = status(client, machines);
      assertThat(status).containsPattern("recovery .*\\(not at its goal\\)");
      assertThat(unserved(client)).isPositive();

      machines.heal(client);
      for (int i = 0; i < KEYS; i++) {
        assertThat(read(client, i)).isEqualTo(new Outcome.Value(1, value(i)));
      }
    }
  }

  private static StoreClient client(Machines machines, Duration deadline) {
    return StoreClient.connect(ClientOptions.of(machines.addresses()).withDeadline(deadline));
  }

  /// Reads every key once; none may be answered wrongly.
  private static int unserved(StoreClient client) {
    int unserved = 0;
    for (int i = 0; i < KEYS && unserved == 0; i++) {
      Outcome.OfRead read = client.read(TABLE, key(i));
      assertThat(read).isIn(new Outcome.Value(1, value(i)), read instanceof Outcome.Value
          || read instanceof Outcome.Absent ? "nothing else" : read);
      unserved += read instanceof Outcome.Value ? 0 : 1;
    }
    return unserved;
  }

  private static Outcome.OfRead read(StoreClient client, int number) {
    Outcome.OfRead read = client.read(TABLE, key(number));
    for (int i = 0; i < ATTEMPTS_MAX && !(read instanceof Outcome.Value); i++) {
      read = client.read(TABLE, key(number));
    }
    return read;
  }

  private static String status(StoreClient client, Machines machines) {
    var request = new Inspect(Inspect.Kind.STATUS, "");
    return client.inspect(machines.addresses().getFirst(), request)
        instanceof Outcome.Inspected said ? said.text() : "";
  }

  private static Bytes key(int number) {
    return Bytes.utf8("key " + number);
  }

  private static Bytes value(int number) {
    return Bytes.utf8((number + " ").repeat(VALUE_BYTES / 4));
  }
}
