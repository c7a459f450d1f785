package dev.goalkeeper.store.server;

import dev.goalkeeper.store.client.ClientOptions;
import dev.goalkeeper.store.client.Outcome;
import dev.goalkeeper.store.client.StoreClient;
import dev.goalkeeper.store.coordinator.CoordinatorOptions;
import dev.goalkeeper.store.coordinator.Liveness;
import dev.goalkeeper.store.metadata.MemoryMetadataStore;
import dev.goalkeeper.store.wire.Address;
import dev.goalkeeper.store.wire.Inspect;
import dev.goalkeeper.store.wire.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A coordinator, servers over directories, and clients, over real sockets in this process.
final class SmallCluster implements AutoCloseable {
  private static final String NAME = "test";
  static final Address ANY_PORT = new Address("127.0.0.1", 0);

  /// A busy machine must not look like a death; a server that is closed still says so at once.
  private static final Liveness PATIENT = new Liveness(
      Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMillis(80), 5);

  private static final long DISK_BYTES = 256L << 20;

  private final Path directory;
  private final Size size;
  private final List<String> deaths = new ArrayList<>();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final MemoryMetadataStore record = new MemoryMetadataStore();
  private final StoreClient client;
  private final CoordinatorProcess coordinator;

  /// How large everything in it is.
  ///
  /// @param memoryBytes of each server, with those of its index
  record Size(int replicas, int segmentBytes, long memoryBytes, long indexBytes) {}

  /// Starts a coordinator.
  ///
  /// @param directory below which servers keep their files
  SmallCluster(Path directory, Size size) {
    this.directory = directory;
    this.size = size;
    this.coordinator = CoordinatorProcess.start(ANY_PORT, new CoordinatorOptions(
        NAME, size.replicas(), size.segmentBytes(), PATIENT), record, deaths::add);
    this.client = StoreClient.connect(clientOptions().withDeadline(Duration.ofSeconds(30)));
  }

  StoreClient client() {
    return client;
  }

  /// Those that run.
  List<ServerProcess> servers() {
    return servers;
  }

  /// Why any of the processes has ended by itself.
  List<String> deaths() {
    return deaths;
  }

  MemoryMetadataStore record() {
    return record;
  }

  /// Starts servers over directories of their numbers, and waits until they serve.
  void startServers(int count) {
    for (int number = 1; number <= count; number++) {
      startServer(number);
    }
    awaitUp(count);
    until(() -> servers.stream().allMatch(
        server -> status(server.address()).contains("\"serving\":true")));
  }

  /// Starts one more.
  void startServer(int number) {
    servers.add(ServerProcess.start(ANY_PORT, home(directory, number), serverOptions(),
        deaths::add));
  }

  /// For a client of this cluster.
  ClientOptions clientOptions() {
    return ClientOptions.of(coordinator.address());
  }

  /// For a server of this cluster.
  ServerOptions serverOptions() {
    return new ServerOptions(NAME, List.of(coordinator.address()), "", DISK_BYTES,
        size.memoryBytes(), size.indexBytes());
  }

  /// Where the server of that number keeps its files.
  static Path home(Path directory, int number) {
    return directory.resolve("server-" + number);
  }

  List<Member> members() {
    return ((Outcome.Listed) client.membership()).membership().members();
  }

  void awaitUp(int count) {
    until(() -> members().stream().filter(Member::up).count() == count);
  }

  /// Until the status of a process has that.
  void awaitStatus(Address process, String part) {
    until(() -> status(process).contains(part));
  }

  /// Empty if it does not tell.
  String status(Address process) {
    return client.inspect(process, new Inspect(Inspect.Kind.STATUS, ""))
        instanceof Outcome.Inspected inspected ? inspected.json() : "";
  }

  /// Of a number in the status of all servers.
  long sum(String key) {
    return servers.stream().mapToLong(server -> number(status(server.address()), key)).sum();
  }

  private static long number(String json, String key) {
    return Long.parseLong(json.replaceFirst("(?s).*\"" + key + "\":([0-9]+).*", "$1"));
  }

  /// Each look is a question to a process and takes its time; the test's time-out bounds them.
  static void until(BooleanSupplier fact) {
    boolean holds = false;
    while (!holds) {
      holds = fact.getAsBoolean();
    }
  }

  /// The coordinator ends first, so that nobody is given up.
  void stopServers() {
    coordinator.close();
    servers.forEach(ServerProcess::close);
    servers.clear();
  }

  @Override
  public void close() {
    client.close();
    stopServers();
  }
}
