package dev.goalkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goalkeeper.store.client.AsyncStoreClient;
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
import dev.goalkeeper.store.wire.Inspect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A cluster over sockets, all in this JVM: a coordinator, and one server more than replicas. For
/// tests with a time-out, which bounds its waiting.
public final class SmallCluster implements AutoCloseable {
  private static final Address ANY_PORT = new Address("127.0.0.1", 0);

  /// A busy machine must not look like a death.
  private static final Liveness PATIENT = new Liveness(
      Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(80), 5);

  private final List<String> deaths = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final CoordinatorProcess coordinator;
  private final StoreClient client;

  private SmallCluster(int replicas) {
    this.coordinator = CoordinatorProcess.start(
        ANY_PORT, new CoordinatorOptions("test", replicas, 8 << 20, PATIENT),
        new MemoryMetadataStore(), deaths::add);
    this.client = StoreClient.over(
        AsyncStoreClient.connect(ClientOptions.of(coordinator.address())));
  }

  /// Starts it; all of its servers serve when this returns.
  public static SmallCluster start(Path directory, int replicas) {
    var cluster = new SmallCluster(replicas);
    var options = new ServerOptions(
        "test", cluster.coordinator.address(), "", 1L << 30, 256L << 20);
    for (int i = 0; i <= replicas; i++) {
      ServerProcess server = ServerProcess.start(
          ANY_PORT, directory.resolve("" + i), options, cluster.deaths::add);
      cluster.servers.add(server);
      cluster.awaitServing(server.address());
    }
    return cluster;
  }

  /// A client of it, which ends with it.
  public StoreClient client() {
    return client;
  }

  /// Where its coordinator listens.
  public Address coordinator() {
    return coordinator.address();
  }

  /// Fails if one of its processes has ended by itself.
  public void assertAlive() {
    assertThat(deaths).isEmpty();
  }

  @Override
  public void close() {
    client.close();
    servers.forEach(ServerProcess::close);
    coordinator.close();
  }

  /// Each look is a question to a process and takes its time.
  private void awaitServing(Address server) {
    boolean serving = false;
    while (!serving) {
      var said = client.inspect(server, new Inspect(Inspect.Kind.STATUS, ""));
      serving = said instanceof Outcome.Inspected inspected
          && inspected.json().contains("\"serving\":true");
    }
  }
}
